"""The HTTP face."""

from pydantic import BaseModel

# FastAPI declares the models of OpenAPI when it is imported. Built there and then, they would cost a
# twentieth of the product's start; they are needed when somebody asks for the description.
BaseModel.model_config["defer_build"] = True
import fastapi  # noqa: E402, F401

del BaseModel.model_config["defer_build"]

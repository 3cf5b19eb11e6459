"""The one door for clients: authentication, authorisation, REST."""

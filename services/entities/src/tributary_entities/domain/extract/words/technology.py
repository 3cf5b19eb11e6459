"""Products, languages and standards that have the names of brands but are what a text is about."""

from tributary_entities.domain.extract.words import phrases

TECHNOLOGIES = phrases("""
Python, JavaScript, TypeScript, Java, Kotlin, Swift, Rust, Go, Golang, Ruby, Perl, PHP, Scala, Haskell,
Elixir, Erlang, Clojure, Julia, R, C, C++, C#, F#, Lua, Dart, Zig, OCaml, Fortran, COBOL, SQL, HTML5, CSS3,
Sass, React, React Native, Angular, Vue, Vue.js, Svelte, Next.js, Nuxt, Node.js, Deno, Bun, Express, Django,
Flask, FastAPI, Rails, Ruby on Rails, Spring, Spring Boot, Laravel, Symfony, jQuery, Bootstrap, Tailwind CSS,
GraphQL, gRPC, Redux, Webpack, Vite, Babel, ESLint, npm, Yarn, pnpm, Docker, Kubernetes, Helm, Terraform,
Ansible, Puppet, Chef, Jenkins, Git, Linux, Ubuntu, Debian, Fedora, CentOS, Arch Linux, Windows, macOS, iOS,
Android, Unix, FreeBSD, PostgreSQL, MySQL, MariaDB, SQLite, Redis, MongoDB, Elasticsearch, Kafka,
Apache Kafka, Apache Spark, Hadoop, Cassandra, Neo4j, ClickHouse, Snowflake, Prometheus, Grafana,
OpenTelemetry, Nginx, NGINX, Apache, PyTorch, TensorFlow, Keras, NumPy, pandas, scikit-learn, Jupyter,
OpenCV, CUDA, WebAssembly, WebGL, Vulkan, OpenGL, Unity, Unreal Engine, Blender, Photoshop, Figma, Sketch,
WordPress, Drupal, Joomla, Ghost, Jekyll, Hugo, Gatsby, Chrome, Firefox, Safari, Edge, Opera, Gmail, Excel,
Word, Outlook, PowerPoint, Azure, Kindle, iPhone, iPad, Mac, MacBook, Xbox, PlayStation, Wii, Alexa, Siri,
Cortana, ChatGPT, Bitcoin, Ethereum, RSS, Markdown, LaTeX, TeX, Emacs, Vim, Neovim, Eclipse, Xcode, PyCharm,
Selenium, Cypress, Jest, Pytest, OpenStack, Raspberry Pi, Arduino, Bluetooth, Wi-Fi, USB, HDMI, JSON, YAML,
XML, LLVM, GCC, GNOME, KDE, Wayland, X.Org, systemd, OpenSSL, OAuth, OpenID, JWT, Flutter, Ionic, Electron,
Qt, Gatling, Airflow, dbt, Looker, Tableau, Power BI, MATLAB, SPSS, Stata, AutoCAD, SolidWorks, Play, Flux,
Hive, Steam, Origin, Zoom, Teams, Access, Notion, Standard, Target Process, Minecraft, Fortnite,
Podcast Addict, Google Chrome, Google Maps, Google Play, Google Cloud, Google Sheets, Google Docs, App Store,
Apple Music, Apple TV, Apple Podcasts, Apple Pay, Google Podcasts, Google Analytics, YouTube Music, Podcasts,
Overcast, Pocket Casts, Castbox
""")
"""As they are written."""

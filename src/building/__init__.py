"""How a wheel is built: what pyproject.toml names as the build backend, and its hook."""

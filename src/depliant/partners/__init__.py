"""Partners' marks: taking them into a project, judging them, and showing them on a sheet."""

"""The preview: a brochure's pages in the browser, true while its files change.

    watching   what changes in the project's folder                events
    builder    one thread that builds what changed, and no more    Snapshot
    raster     PDFium's pixels of a part of the press file         PNG
    channel    who waits for news of which edition                 server-sent events
    guard      who may ask, and what every answer says             ASGI
    app        what is asked for at which address                  Starlette
    serve      the port, the token, the browser, the end           uvicorn

What is shown is the press file itself: its bytes as a build writes them, painted by PDFium. A
part of a page is known by a digest of what is drawn on it, so that only what changed is painted
and sent. Stages are strung together by `build.session` alone; starlette, uvicorn and watchfiles
are imported here and nowhere else.
"""

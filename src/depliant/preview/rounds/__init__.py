"""The proof round: a proof goes out to those who look at it, and their answers come back.

    records    the proofs that went out, each under its number        assets/proofs/001.json
    changes    what of a proof is not as it was in the one before
    bundle     the page's own modules as one script
    exporting  the proof as one HTML file that opens from the disk
    answers    what a stranger sends back, checked before it is used
    inbox      the answers that were taken in, and what is done       assets/proofs/001-anna-….json
    placing    where a note belongs on the pages as they are now
    told       notes as the command lists them and as the preview shows them

None of it needs the server but `laid_over`, which is entered in `preview.app`.
"""

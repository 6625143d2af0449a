"""briefgen: from feeds to a published edition, in nine steps.

1. fetch      asks the feeds that are due for their documents
2. parse      turns a document into articles, plain text only
3. store      keeps articles, feed states and editions
4. match      finds the tracked actors and topics in an article
5. cluster    groups the reports of one happening into a story
6. summarize  tells a story in sentences of its reports, each cited
7. compose    ranks the stories and lays out the edition
8. render     gives the edition its formats: page, email, PDF, text, Markdown
9. deliver    writes them where readers find them

Steps 1 to 3 are ``pipeline.poll``; 4 to 7 are ``pipeline.make_edition``, which is pure;
8 and 9 are ``pipeline.publish``. The log, the README and ARCHITECTURE.md use the same numbers.
"""

__version__ = "0.1.0"

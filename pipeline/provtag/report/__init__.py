"""What people look at: the report page, the workbook, the comparison of documents."""

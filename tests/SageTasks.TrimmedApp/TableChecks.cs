using System.Text;
using SageTasks.Tables;

namespace SageTasks.TrimmedApp;

internal static class TableChecks
{
    public static async Task<string> RowsComeBackAsync()
    {
        var rows = TableReader.Parse("sample,reads\n\"A, first\",12\nB,30\n").ToList();
        Survivors.Require(rows.Sum(row => row.GetInt32("reads")), 42);

        using var stream = new MemoryStream();
        await using (var writer = new TableWriter(stream, rows[0].Header.Columns))
        {
            foreach (var row in rows)
            {
                await writer.WriteAsync(row);
            }
        }

        return Survivors.Require(Encoding.UTF8.GetString(stream.ToArray()), "sample,reads\n\"A, first\",12\nB,30\n").ReplaceLineEndings("|");
    }

    public static Task<string> SheetIsJudgedAsync()
    {
        var schema = SheetSchema.Parse("""
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "array",
              "items": {
                "type": "object",
                "properties": {
                  "sample": { "type": "string", "pattern": "^\\S+$", "errorMessage": "Sample names hold no spaces" },
                  "strandedness": { "type": "string", "enum": ["forward", "reverse"] }
                },
                "required": ["sample"]
              }
            }
            """);
        var report = schema.Check(TableReader.Parse("sample,strandedness\nA,forward\nB B,odd\n"));
        Survivors.Require(report.Violations.Count, 2);
        return Task.FromResult(report.Violations[0].ToString());
    }
}

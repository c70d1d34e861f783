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
}

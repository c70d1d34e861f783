using System.Text;
using SageTasks.Tables;

namespace SageTasks.Benchmarks;

/// <summary>A manifest that becomes a sheet in the manner of nf-core/rnaseq, checked by such a schema.</summary>
internal static class SheetWork
{
    private static readonly SheetSchema Schema = SheetSchema.Parse("""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "type": "array",
          "items": {
            "type": "object",
            "properties": {
              "sample": { "type": "string", "pattern": "^\\S+$", "errorMessage": "Sample name must be provided and cannot contain spaces" },
              "fastq_1": { "type": "string", "pattern": "^\\S+\\.f(ast)?q\\.gz$", "errorMessage": "FastQ file for reads 1 must be provided" },
              "fastq_2": { "type": "string", "pattern": "^\\S+\\.f(ast)?q\\.gz$", "errorMessage": "FastQ file for reads 2 cannot contain spaces" },
              "strandedness": { "type": "string", "enum": ["forward", "reverse", "unstranded", "auto"] }
            },
            "required": ["sample", "fastq_1", "strandedness"]
          }
        }
        """);

    private static readonly SheetColumns<TableRow> Columns = new()
    {
        { "sample", row => row.GetString("specimenID") },
        { "fastq_1", row => row.GetString("read1") },
        { "fastq_2", row => row["read2"] },
        { "strandedness", row => row.Find("strand") ?? "auto" },
    };

    /// <summary>Writes a manifest of so many rows.</summary>
    public static void WriteManifest(Stream stream, int rows)
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(false), 64 * 1024, leaveOpen: true) { NewLine = "\n" };
        text.WriteLine("specimenID,individualID,read1,read2,strand,tissue");
        for (var row = 0; row < rows; row++)
        {
            text.WriteLine($"S{row:D7},I{row / 4},s3://lab/S{row:D7}_R1.fastq.gz,s3://lab/S{row:D7}_R2.fastq.gz,reverse,\"cortex, frontal\"");
        }
    }

    public static Task<WrittenSheet> WriteSheetAsync(Stream manifest, Stream sheet, CancellationToken cancellationToken = default) =>
        SampleSheet.WriteAsync(sheet, TableReader.ReadAsync(manifest, cancellationToken: cancellationToken), Columns, new SampleSheetOptions { Schema = Schema }, cancellationToken);
}

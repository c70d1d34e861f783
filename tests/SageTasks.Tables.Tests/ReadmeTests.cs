using System.Text;
using SageTasks.ContractSuites;

namespace SageTasks.Tables.Tests;

public class ReadmeTests
{
    [SpecFact("nf-core/rnaseq/schema_input.json")]
    public async Task The_example_of_the_readme_works()
    {
        var manifest = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.tsv");
        await File.WriteAllTextAsync(manifest, "specimenID\tread1\tread2\nB\tb_1.fq.gz\t\nA\ta_1.fq.gz\ta_2.fq.gz\n");
        try
        {
            var schema = SheetSchema.Parse(Specs.Read("nf-core/rnaseq/schema_input.json"));

            var columns = new SheetColumns<TableRow>
            {
                { "sample", row => row.GetString("specimenID") },
                { "fastq_1", row => row.GetString("read1") },
                { "fastq_2", row => row["read2"] },
                { "strandedness", row => row.Find("strand") ?? "auto" },
            };

            var rows = TableReader.ReadFileAsync(manifest);
            var sheet = await SampleSheet.CreateAsync(rows, columns, new SampleSheetOptions { Schema = schema, SortBy = ["sample", "fastq_1"] });

            Assert.Equal("sample,fastq_1,fastq_2,strandedness\nA,a_1.fq.gz,a_2.fq.gz,auto\nB,b_1.fq.gz,,auto\n", Encoding.UTF8.GetString(sheet.Content.Span));
            Assert.StartsWith("samplesheet.csv (2 rows, sha256 ", sheet.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(manifest);
        }
    }
}

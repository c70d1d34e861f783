using SageTasks.ContractSuites;

namespace SageTasks.Tables.Tests;

/// <summary>The real schemas of two pipelines judge sheets as the pipelines do.</summary>
public class NfCoreSheetTests
{
    private const string Rnaseq = "nf-core/rnaseq/schema_input.json";
    private const string Sarek = "nf-core/sarek/schema_input.json";
    private const string RnaseqHeader = "sample,fastq_1,fastq_2,strandedness\n";
    private const string SarekHeader = "patient,sample,sex,status,lane,fastq_1,fastq_2\n";

    [SpecTheory(Rnaseq, Sarek)]
    [InlineData(Rnaseq, "sample")]
    [InlineData(Sarek, "patient")]
    public void Every_keyword_of_the_schema_is_understood(string schema, string firstColumn)
    {
        var read = Schema(schema);

        Assert.Empty(read.UnsupportedKeywords);
        Assert.Equal(firstColumn, read.Columns[0].Name);
        Assert.True(read.Columns[0].IsRequired);
    }

    [SpecFact(Rnaseq)]
    public void What_the_schema_declares_of_a_column_can_be_read()
    {
        var column = Schema(Rnaseq).Columns.Single(column => column.Name == "fastq_2");

        Assert.Equal(["string"], column.Types);
        Assert.Equal("file-path", column.Format);
        Assert.True(column.MustExist);
        Assert.False(column.IsRequired);
    }

    [SpecTheory(Rnaseq, Sarek, "nf-core/rnaseq/samplesheet.csv", "nf-core/sarek/samplesheet.csv", "nf-core/sarek/fastq_pair.csv")]
    [InlineData(Rnaseq, "nf-core/rnaseq/samplesheet.csv", 7)]
    [InlineData(Sarek, "nf-core/sarek/samplesheet.csv", 1)]
    [InlineData(Sarek, "nf-core/sarek/fastq_pair.csv", 2)]
    public async Task The_pipelines_own_example_sheets_are_accepted(string schema, string sheet, int rows)
    {
        var report = await Schema(schema).CheckAsync(TableReader.ReadFileAsync(Specs.PathOf(sheet)));

        Assert.Equal([], report.Violations);
        Assert.Equal([], report.Warnings);
        Assert.Equal(rows, report.RowCount);
    }

    [SpecTheory(Rnaseq)]
    [InlineData("A,a_1.fastq.gz,a_2.fastq.gz,auto")]
    [InlineData("A,s3://bucket/with space/a.fq,,reverse")]
    [InlineData(" A ,a.fq.gz, ,unstranded ")]
    [InlineData("A,a.fq.gz,,auto\nA,b.fq.gz,,auto")]
    public void Rnaseq_accepts(string rows) => Assert.Equal([], Check(Rnaseq, RnaseqHeader + rows).Violations);

    [SpecTheory(Rnaseq)]
    [InlineData("A,a.fq.gz,,sideways", "strandedness", "enum", "sideways", "Strandedness must be provided and be one of")]
    [InlineData("A B,a.fq.gz,,auto", "sample", "pattern", "A B", "cannot contain spaces")]
    [InlineData("A,a.bam,,auto", "fastq_1", "pattern", "a.bam", "must have extension '.fq'")]
    [InlineData("A,a b.fq.gz,,auto", "fastq_1", "pattern", "a b.fq.gz", "cannot contain spaces")]
    [InlineData("A,a.fq.gz,b.txt,auto", "fastq_2", "pattern", "b.txt", "FastQ file for reads 2")]
    [InlineData("A,,,auto", "fastq_1", "required", null, "FastQ file for reads 1 must be provided")]
    [InlineData("A, ,,auto", "fastq_1", "required", null, "FastQ file for reads 1 must be provided")]
    [InlineData("123,a.fq.gz,,auto", "sample", "type", "123", "Sample name must be provided")]
    [InlineData("007,a.fq.gz,,auto", "sample", "type", "007", "Sample name must be provided")]
    [InlineData("1e5,a.fq.gz,,auto", "sample", "type", "1e5", "Sample name must be provided")]
    [InlineData("true,a.fq.gz,,auto", "sample", "type", "true", "Sample name must be provided")]
    [InlineData("null,a.fq.gz,,auto", "sample", "type", "null", "Sample name must be provided")]
    [InlineData("A,s3://bucket/*.fq.gz,,auto", "fastq_1", "format", "s3://bucket/*.fq.gz", "FastQ file for reads 1")]
    public void Rnaseq_refuses(string row, string column, string rule, string? value, string schemaMessage)
    {
        var violation = Assert.Single(Check(Rnaseq, $"{RnaseqHeader}ok,ok.fq.gz,,auto\n{row}\n").Violations);

        Assert.Equal((2L, 3L, column, rule, value), (violation.Row, violation.Line, violation.Column, violation.Rule, violation.Value));
        Assert.Contains(schemaMessage, violation.SchemaMessage, StringComparison.Ordinal);
        Assert.StartsWith($"row 2 (line 3), column '{column}': ", violation.ToString(), StringComparison.Ordinal);
    }

    [SpecFact(Rnaseq)]
    public void Numbers_are_numbers_and_in_range()
    {
        var sheet = "sample,fastq_1,strandedness,percent_mapped\nA,a.fq,auto,99.5\nB,b.fq,auto,101\nC,c.fq,auto,most\n";

        var violations = Check(Rnaseq, sheet).Violations;

        Assert.Equal([(2, "maximum"), (3, "type")], violations.Select(violation => (violation.Row!.Value, violation.Rule)));
        Assert.All(violations, violation => Assert.Contains("between 0 and 100", violation.SchemaMessage, StringComparison.Ordinal));
    }

    [SpecFact(Rnaseq)]
    public void A_lenient_check_takes_a_number_for_a_text()
    {
        var rows = TableReader.Parse(RnaseqHeader + "123,a.fq.gz,,auto\n");

        Assert.True(Schema(Rnaseq).Check(rows, new SheetCheckOptions { Lenient = true }).IsValid);
    }

    [SpecFact(Rnaseq)]
    public void Columns_may_stand_in_any_order_and_an_unknown_one_is_a_warning()
    {
        var report = Check(Rnaseq, "tissue,strandedness,sample,fastq_1\nliver,auto,A,a.fq\n");

        Assert.True(report.IsValid);
        Assert.Equal(["the schema does not know the column 'tissue'"], report.Warnings);
    }

    [SpecFact(Rnaseq)]
    public void Blanks_around_the_names_of_columns_do_not_count()
    {
        var report = Check(Rnaseq, "sample, fastq_1 ,\tfastq_2, strandedness\nA,a.fq.gz,,auto\n");

        Assert.Equal([], report.Violations);
        Assert.Equal([], report.Warnings);
    }

    [SpecFact(Rnaseq)]
    public void A_sheet_read_from_tabs_is_judged_like_one_read_from_commas()
    {
        var rows = TableReader.Parse("sample\tfastq_1\tstrandedness\r\nA\ta,b.fq.gz\tauto\r\nB\tb.txt\tauto\r\n", new TableReadOptions { Format = TableFormat.Tsv });

        var violation = Assert.Single(Schema(Rnaseq).Check(rows).Violations);

        Assert.Equal((2L, 3L, "fastq_1", "b.txt"), (violation.Row, violation.Line, violation.Column, violation.Value));
    }

    [SpecFact(Rnaseq)]
    public void A_required_column_that_the_sheet_lacks_is_one_violation_however_many_rows_there_are()
    {
        var violation = Assert.Single(Check(Rnaseq, "sample,fastq_1\nA,a.fq\nB,b.fq\nC,c.fq\n").Violations);

        Assert.Equal((null, "strandedness", "required"), (violation.Row, violation.Column, violation.Rule));
        Assert.Contains("Strandedness must be provided", violation.SchemaMessage, StringComparison.Ordinal);
    }

    [SpecTheory(Sarek)]
    [InlineData("P,S,XX,0,L1,a_1.fq.gz,a_2.fq.gz")]
    [InlineData("P,S,NA,1,1,a_1.fq.gz,a_2.fq.gz")]
    [InlineData("P,S,,,L1,a_1.fq.gz,")]
    [InlineData("P,S,XX,0,L1,a_1.fq.gz,\nP,S,XX,0,L2,b_1.fq.gz,\nP,T,XX,1,L1,c_1.fq.gz,")]
    public void Sarek_accepts(string rows) => Assert.Equal([], Check(Sarek, SarekHeader + rows).Violations);

    [SpecFact(Sarek)]
    public void Sarek_accepts_one_sample_called_by_two_callers()
    {
        var sheet = "patient,sample,variantcaller,vcf\nP,S,strelka,a.vcf.gz\nP,S,manta,b.vcf.gz\n";

        Assert.Equal([], Check(Sarek, sheet).Violations);
    }

    [SpecTheory(Sarek)]
    [InlineData("P,S,male,0,L1,a_1.fq.gz,", "sex", "enum", "Sex must be one of 'XX', 'XY', or 'NA'")]
    [InlineData("P,S,XX,2,L1,a_1.fq.gz,", "status", "enum", "Status can only be 0 (normal) or 1 (tumor)")]
    [InlineData("P,S,XX,tumor,L1,a_1.fq.gz,", "status", "type", "Status can only be 0 (normal) or 1 (tumor)")]
    [InlineData("P,S,XX,0,L 1,a_1.fq.gz,", "lane", "pattern", "Lane identifier cannot contain spaces")]
    [InlineData("P,S,XX,0,1.5,a_1.fq.gz,", "lane", "anyOf", "Lane identifier cannot contain spaces")]
    [InlineData("P,S,XX,0,L1,a_1.fastq,", "fastq_1", "pattern", "'.fq.gz' or '.fastq.gz'")]
    [InlineData("42,S,XX,0,L1,a_1.fq.gz,", "patient", "type", "must be a string value")]
    public void Sarek_refuses(string row, string column, string rule, string schemaMessage)
    {
        var violation = Assert.Single(Check(Sarek, SarekHeader + row).Violations);

        Assert.Equal((1L, column, rule), (violation.Row, violation.Column, violation.Rule));
        Assert.Contains(schemaMessage, violation.SchemaMessage, StringComparison.Ordinal);
    }

    [SpecFact(Sarek)]
    public void A_lane_needs_reads_and_second_reads_need_the_first()
    {
        var violations = Check(Sarek, SarekHeader + "P,S,XX,0,L1,,a_2.fq.gz\n").Violations;

        Assert.Equal(["anyOf", "dependentRequired"], violations.Select(violation => violation.Rule).Order(StringComparer.Ordinal));
        Assert.Contains(violations, violation => violation.Column == "fastq_1" && violation.Message.Contains("'fastq_2' needs it", StringComparison.Ordinal));
        Assert.Contains(violations, violation => violation.Column is null && violation.Message.Contains("'bam' is missing, and 'lane' needs it", StringComparison.Ordinal));
    }

    [SpecFact(Sarek)]
    public void The_same_lane_of_the_same_sample_twice_is_refused()
    {
        var sheet = SarekHeader + "P,S,XX,0,L1,a_1.fq.gz,\nP,S,XX,0,L2,b_1.fq.gz,\nP,S,XX,0,L1,c_1.fq.gz,\n";

        var violation = Assert.Single(Check(Sarek, sheet).Violations);

        Assert.Equal((3L, "uniqueEntries"), (violation.Row, violation.Rule));
        Assert.Equal("the row has the same lane, patient, sample as row 1 (L1, P, S)", violation.Message);
    }

    private static SheetSchema Schema(string name) => SheetSchema.Parse(Specs.Read(name));

    private static SheetReport Check(string schema, string sheet) => Schema(schema).Check(TableReader.Parse(sheet));
}

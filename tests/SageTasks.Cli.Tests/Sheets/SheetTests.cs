using System.Security.Cryptography;

namespace SageTasks.Cli.Tests.Sheets;

public sealed class SheetTests : IDisposable
{
    private readonly Shell _shell = new();
    private readonly string _table;
    private readonly string _schema;

    public SheetTests()
    {
        _table = _shell.Write("table.csv", "specimenID,fastq,note\nb,b.fastq.gz,x\na,a.fastq.gz,\n");
        _schema = _shell.Write("schema_input.json", """
            { "type": "array", "items": { "type": "object", "required": ["sample", "fastq_1"], "properties": {
              "sample": { "type": "string", "pattern": "^\\S+$" }, "fastq_1": { "type": "string", "pattern": "^\\S+\\.fastq\\.gz$", "errorMessage": "must end in .fastq.gz" } } } }
            """);
    }

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task A_sheet_is_built_from_a_table_and_is_valid()
    {
        var built = await _shell.JsonAsync(
            "sheet", "build", _table, "--column", "sample=specimenID", "--column", "fastq_1=fastq", "--schema", _schema, "--sort-by", "sample", "--to", _shell["sheet.csv"]);

        Assert.Equal("sample,fastq_1\na,a.fastq.gz\nb,b.fastq.gz\n", await File.ReadAllTextAsync(_shell["sheet.csv"]));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(_shell["sheet.csv"]))), built.GetProperty("sha256").GetString());
        Assert.Equal(0, await _shell.RunAsync("sheet", "validate", _shell["sheet.csv"], "--schema", _schema));
        Assert.Equal("valid, 2 rows", _shell.LastLine);
    }

    [Fact]
    public async Task Mistakes_are_named_and_nothing_is_written()
    {
        Assert.Equal(ExitCode.Failed, await _shell.RunAsync(
            "sheet", "build", _table, "--column", "sample=specimenID", "--column", "fastq_1=note", "--schema", _schema, "--to", _shell["sheet.csv"]));
        Assert.Contains("must end in .fastq.gz", _shell.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(_shell["sheet.csv"]));

        Assert.Equal(ExitCode.Failed, await _shell.RunAsync("sheet", "validate", _table, "--schema", _schema));
        Assert.Contains("fastq_1", _shell.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.WrongUse, await _shell.RunAsync("sheet", "validate", _table, "--schema", _table));
    }

    [Fact]
    public async Task Where_a_sheet_cannot_go_is_named()
    {
        Assert.Equal(ExitCode.WrongUse, await _shell.RunAsync("sheet", "build", _table, "--column", "sample=specimenID", "--to", _shell["absent/sheet.csv"]));
        Assert.Contains($"--to {_shell["absent/sheet.csv"]}: there is no folder {_shell["absent"]}.", _shell.Error, StringComparison.Ordinal);

        Directory.CreateDirectory(_shell["folder"]);
        Assert.Equal(ExitCode.WrongUse, await _shell.RunAsync("sheet", "build", _table, "--column", "sample=specimenID", "--to", _shell["folder"]));
        Assert.Contains($"--to {_shell["folder"]} is a folder", _shell.Error, StringComparison.Ordinal);
    }
}

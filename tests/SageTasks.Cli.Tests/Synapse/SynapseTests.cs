using SageTasks.Synapse;
using SageTasks.Tables;
using SageTasks.Testing;

namespace SageTasks.Cli.Tests.Synapse;

public sealed class SynapseTests : IAsyncLifetime, IDisposable
{
    private readonly Shell _shell = new();
    private LocalSynapse _synapse = null!;
    private string _project = "";

    public async Task InitializeAsync()
    {
        _synapse = await LocalSynapse.StartAsync();
        _project = _synapse.CreateProject("Reads");
        _shell.Set("SYNAPSE_ENDPOINT", _synapse.Url.ToString());
        _shell.Set("SYNAPSE_AUTH_TOKEN", _synapse.Token);
    }

    public async Task DisposeAsync() => await _synapse.DisposeAsync();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task A_file_is_stored_once_brought_back_and_copied()
    {
        string[] store = ["synapse", "store", _shell.Write("reads.txt", "ACGT"), "--parent", _project, "--used", "https://example.org/kit"];

        var first = await _shell.JsonAsync(store);
        var again = await _shell.JsonAsync(store);
        var id = first.GetProperty("id").GetString()!;
        Assert.Equal(0, await _shell.RunAsync("synapse", "get", id, _shell["back/"]));
        Assert.Equal(0, await _shell.RunAsync("cp", $"syn://{_project}/reads.txt", _shell["copied.txt"]));

        Assert.Equal(("Created", "Unchanged"), (first.GetProperty("outcome").GetString(), again.GetProperty("outcome").GetString()));
        Assert.Equal("ACGT", await File.ReadAllTextAsync(_shell["back/reads.txt"]));
        Assert.Equal("ACGT", await File.ReadAllTextAsync(_shell["copied.txt"]));
    }

    [Fact]
    public async Task A_folder_is_stored_and_synced()
    {
        _shell.Write("run/a.txt", "a");
        _shell.Write("run/b/c.txt", "c");

        Assert.Equal(0, await _shell.RunAsync("synapse", "store", _shell["run"], "--parent", _project));
        Assert.Equal(0, await _shell.RunAsync("synapse", "sync", _project, _shell["back"]));

        Assert.StartsWith("2 files in", _shell.LastLine, StringComparison.Ordinal);
        Assert.Contains("c", Directory.GetFiles(_shell["back"], "c.txt", SearchOption.AllDirectories).Select(File.ReadAllText));
    }

    [Fact]
    public async Task A_file_is_not_synced_as_if_it_were_an_empty_folder()
    {
        var stored = await _shell.JsonAsync("synapse", "store", _shell.Write("reads.txt", "ACGT"), "--parent", _project);
        var id = stored.GetProperty("id").GetString()!;

        Assert.Equal(ExitCode.WrongUse, await _shell.RunAsync("synapse", "sync", id, _shell["back"]));

        Assert.Contains($"ID {id} is the file 'reads.txt'", _shell.Error, StringComparison.Ordinal);
        Assert.EndsWith($"sagetasks synapse get {id} {_shell["back"]}/", _shell.Error.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_becomes_a_file_and_a_sheet()
    {
        var tables = new SynapseTables(new SynapseClient(new SynapseClientOptions()));
        var table = (await tables.EnsureAsync(new TableDefinition
        {
            ParentId = SynapseId.Parse(_project),
            Name = "samples",
            Columns = [new ColumnModel { Name = "specimenID", ColumnType = ColumnType.String, MaximumSize = 100 }, new ColumnModel { Name = "fastq_1", ColumnType = ColumnType.String, MaximumSize = 100 }],
        })).Id;
        await tables.AppendAsync(new RowAppend { TableId = table, KeyColumns = ["specimenID"] }, [new TableRow(new TableHeader(["specimenID", "fastq_1"]), ["HeLa", "s3://lab/HeLa.fastq.gz"])]);

        Assert.Equal(0, await _shell.RunAsync("synapse", "query", $"select specimenID from {table}", "--to", _shell["samples.csv"]));
        Assert.Equal(0, await _shell.RunAsync(
            "sheet", "build", $"select * from {table}", "--column", "sample=specimenID", "--column", "fastq_1", "--to", _shell["sheet.csv"]));

        Assert.Contains("HeLa", await File.ReadAllTextAsync(_shell["samples.csv"]), StringComparison.Ordinal);
        Assert.Equal("sample,fastq_1\nHeLa,s3://lab/HeLa.fastq.gz\n", await File.ReadAllTextAsync(_shell["sheet.csv"]));
        Assert.Equal(ExitCode.WrongUse, await _shell.RunAsync("synapse", "query", "select specimenID", "--to", _shell["none.csv"]));
        Assert.False(File.Exists(_shell["none.csv"]));
    }

    [Fact]
    public async Task A_missing_token_and_a_wrong_id_are_said()
    {
        Assert.Equal(ExitCode.WrongUse, await _shell.RunAsync("synapse", "get", "reads"));
        _shell.Set("SYNAPSE_AUTH_TOKEN", "wrong");
        Assert.Equal(ExitCode.AccessDenied, await _shell.RunAsync("synapse", "get", _project));
        Assert.DoesNotContain("wrong", _shell.Error, StringComparison.Ordinal);
    }
}

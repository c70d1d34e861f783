using SageTasks.Testing;

namespace SageTasks.Cli.Tests.Drs;

public sealed class DrsTests : IAsyncLifetime, IDisposable
{
    private readonly Shell _shell = new();
    private LocalDrs _drs = null!;

    public async Task InitializeAsync()
    {
        _drs = await LocalDrs.StartAsync(new LocalDrsOptions { Objects = Directory.CreateDirectory(_shell["objects"]).FullName });
        _shell.Set("DRS_ENDPOINT", new Uri(_drs.Url, "ga4gh/drs/v1").ToString());
    }

    public async Task DisposeAsync() => await _drs.DisposeAsync();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task An_object_is_resolved_and_brought()
    {
        _drs.Add(new LocalDrsObject { Id = "reads", Name = "reads.txt" }, "ACGT"u8.ToArray());
        var uri = $"drs://{_drs.Authority}/reads";

        var resolved = await _shell.JsonAsync("drs", "resolve", uri);
        Assert.True(await _shell.RunAsync("drs", "get", uri, _shell["back"]) == 0, _shell.Error);

        Assert.Equal(("reads", 4), (resolved.GetProperty("object").GetProperty("id").GetString(), resolved.GetProperty("object").GetProperty("size").GetInt32()));
        Assert.Equal("ACGT", await File.ReadAllTextAsync(_shell["back"]));
        Assert.Equal(ExitCode.NotFound, await _shell.RunAsync("drs", "resolve", $"drs://{_drs.Authority}/absent"));
        Assert.Equal(ExitCode.WrongUse, await _shell.RunAsync("drs", "get", "https://example.org/a", _shell["back"]));
    }

    [Fact]
    public async Task An_object_in_a_cloud_whose_store_is_not_set_up_says_what_is_missing()
    {
        _drs.Add(new LocalDrsObject { Id = "reads", Access = [], Urls = ["s3://bucket/reads"] }, "ACGT"u8.ToArray());

        Assert.Equal(ExitCode.WrongUse, await _shell.RunAsync("drs", "get", $"drs://{_drs.Authority}/reads", _shell["back"]));
        Assert.Contains("AWS_REGION", _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_object_gets_an_id_once()
    {
        string[] mint = ["drs", "mint", _shell.Write("objects/a.txt", "ACGT"), "--registry", "proposal", "--host", "drs.example.org"];

        var first = await _shell.JsonAsync(mint);
        _shell.Set("DRS_ENDPOINT", null);
        var again = await _shell.JsonAsync([.. mint, "--endpoint", new Uri(_drs.Url, "ga4gh/drs/v1").ToString()]);

        Assert.Equal(("Registered", "Found"), (first.GetProperty("outcome").GetString(), again.GetProperty("outcome").GetString()));
        Assert.Equal(first.GetProperty("uri").GetString(), again.GetProperty("uri").GetString());
        Assert.StartsWith("drs://drs.example.org/", first.GetProperty("uri").GetString(), StringComparison.Ordinal);
    }
}

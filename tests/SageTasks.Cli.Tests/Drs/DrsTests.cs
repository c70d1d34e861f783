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

    [Theory]
    [InlineData("drs get", "")]
    [InlineData("drs get", "/")]
    [InlineData("cp -r", "")]
    [InlineData("cp -r", "/")]
    public async Task A_bundle_is_brought_with_all_that_lies_below_it(string command, string slash)
    {
        var uri = AddBundle(new LocalDrsContent { Name = "run", Id = "run" });

        Assert.True(await _shell.RunAsync([.. command.Split(' '), uri + slash, _shell["back"] + slash]) == 0, _shell.Error);

        Assert.Equal("copied=2 skipped=0 failed=0 bytes=6", _shell.LastLine);
        Assert.Equal("ACGT", await File.ReadAllTextAsync(_shell["back/reads.txt"]));
        Assert.Equal("TT", await File.ReadAllTextAsync(_shell["back/run/reads.txt"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public async Task A_bundle_is_listed_with_the_paths_in_it(string slash)
    {
        var uri = AddBundle(new LocalDrsContent { Name = "run", Id = "run" });

        Assert.True(await _shell.RunAsync("ls", uri + slash) == 0, _shell.Error);

        Assert.Matches($@"^ +4  .*  drs://{_drs.Authority}/first  reads\.txt\n +2  .*  drs://{_drs.Authority}/second  run/reads\.txt\n$", _shell.Output);
        Assert.Contains("2 objects, 6 B", _shell.Error, StringComparison.Ordinal);
        Assert.Equal(0, await _shell.RunAsync("ls", $"drs://{_drs.Authority}/first"));
        Assert.Contains("1 objects, 4 B", _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_in_a_bundle_that_collide_are_said_and_the_others_are_brought()
    {
        var uri = AddBundle(new LocalDrsContent { Name = "run", Id = "run" }, new LocalDrsContent { Name = "run", Id = "first" }, new LocalDrsContent { Name = "run/reads.txt", Id = "first" });

        Assert.Equal(ExitCode.Partly, await _shell.RunAsync("cp", "-r", uri, _shell["back/"]));
        Assert.Equal("copied=2 skipped=0 failed=2 bytes=6", _shell.LastLine);
        Assert.Equal("TT", await File.ReadAllTextAsync(_shell["back/run/reads.txt"]));
        Assert.Contains("has another entry of the name \"run\"", _shell.Error, StringComparison.Ordinal);
        Assert.Contains("a name holds no slash", _shell.Error, StringComparison.Ordinal);

        Assert.Equal(ExitCode.Partly, await _shell.RunAsync("ls", uri));
        Assert.Contains("has another entry of the name \"run\"", _shell.Error, StringComparison.Ordinal);
        Assert.Contains("2 objects", _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bundle_is_no_object()
    {
        var uri = AddBundle();

        Assert.NotEqual(0, await _shell.RunAsync("cp", uri, _shell["back"]));
        Assert.Contains("is a bundle, and no object: list it, or copy all that it holds, recursively", _shell.Error, StringComparison.Ordinal);
        Assert.True(await _shell.RunAsync("doctor", uri, uri + "/", $"drs://{_drs.Authority}/first") == 0, _shell.Output);
        Assert.Contains($"ok       {uri}/: readable", _shell.Output, StringComparison.Ordinal);
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

    // A bundle of "reads.txt" and of what is given; the bundle "run" holds a "reads.txt" too.
    private string AddBundle(params LocalDrsContent[] below)
    {
        _drs.Add(new LocalDrsObject { Id = "first", Name = "a.txt" }, "ACGT"u8.ToArray());
        _drs.Add(new LocalDrsObject { Id = "second", Name = "a.txt" }, "TT"u8.ToArray());
        _drs.Add(new LocalDrsObject { Id = "run", Contents = [new LocalDrsContent { Name = "reads.txt", Id = "second" }] });
        _drs.Add(new LocalDrsObject { Id = "study", Contents = [new LocalDrsContent { Name = "reads.txt", Id = "first" }, .. below] });
        return $"drs://{_drs.Authority}/study";
    }
}

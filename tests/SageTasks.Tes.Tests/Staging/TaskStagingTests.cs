using SageTasks.ContractSuites;
using SageTasks.Storage;
using SageTasks.Tes.Tests.Stubs;

namespace SageTasks.Tes.Tests.Staging;

/// <summary>A task's files brought to their places, across stores.</summary>
public sealed partial class TaskStagingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MemoryStore _bucket = new();
    private readonly TaskStaging _staging;
    private readonly Location _root;

    public TaskStagingTests()
    {
        _staging = With(_bucket);
        _root = Location.FromPath(Path.Combine(_folder.Path, "root") + "/");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Inputs_come_to_their_paths_from_every_store_and_a_second_call_copies_nothing()
    {
        await PutAsync("s3://bucket/a.txt", "a");
        await PutAsync("s3://bucket/tree/x.txt", "x");
        await PutAsync("s3://bucket/tree/deep/y.txt", "y");
        var local = Path.Combine(_folder.Path, "local.txt");
        await File.WriteAllTextAsync(local, "local");
        var task = Task($$"""
            [{"path":"/in/a.txt","url":"s3://bucket/a.txt","type":"FILE"},{"path":"/in/tree","url":"s3://bucket/tree","type":"DIRECTORY"},
            {"path":"/in/local.txt","url":"file://{{local}}"},{"path":"/etc/params.json","content":"{}"}]
            """);

        var staging = With(_bucket, _folder.Path);

        var first = await staging.StageInputsAsync(task, _root);
        var second = await staging.StageInputsAsync(task, _root);

        Assert.Equal(["a", "x", "y", "local", "{}"], new[] { "/in/a.txt", "/in/tree/x.txt", "/in/tree/deep/y.txt", "/in/local.txt", "/etc/params.json" }.Select(Read));
        Assert.Equal(["/etc/params.json", "/in/a.txt", "/in/local.txt", "/in/tree/deep/y.txt", "/in/tree/x.txt"], first.Select(file => file.Path).Order(StringComparer.Ordinal));
        Assert.All(first, file => Assert.True(file.WasCopied));
        Assert.Equal(5, second.Count);
        Assert.All(second, file => Assert.False(file.WasCopied));
    }

    [Fact]
    public async Task An_input_that_is_there_with_other_bytes_is_never_overwritten_and_the_others_come_all_the_same()
    {
        await PutAsync("s3://bucket/a.txt", "a");
        await PutAsync("s3://bucket/b.txt", "b");
        Write("/in/a.txt", "mine");
        Write("/in/p.txt", "mine too");
        var task = Task("""[{"path":"/in/a.txt","url":"s3://bucket/a.txt"},{"path":"/in/b.txt","url":"s3://bucket/b.txt"},{"path":"/in/p.txt","content":"p"}]""");

        var failed = await Assert.ThrowsAsync<StagingException>(() => _staging.StageInputsAsync(task, _root));

        Assert.Equal(2, failed.Failures.Count);
        Assert.Contains("s3://bucket/a.txt", failed.Message, StringComparison.Ordinal);
        Assert.Equal("mine", Read("/in/a.txt"));
        Assert.Equal("mine too", Read("/in/p.txt"));
        Assert.Equal("b", Read("/in/b.txt"));
    }

    [Fact]
    public async Task An_input_whose_store_states_no_digest_is_known_by_its_bytes()
    {
        var silent = new MemoryStore { Stated = [] };
        await silent.PutAsync(Location.Parse("s3://bucket/a.txt"), ObjectContent.Of("a"u8.ToArray()), new PutOptions());
        var task = Task("""[{"path":"/in/a.txt","url":"s3://bucket/a.txt"}]""");

        await With(silent).StageInputsAsync(task, _root);
        var second = await With(silent).StageInputsAsync(task, _root);

        Assert.False(Assert.Single(second).WasCopied);
    }

    [Fact]
    public async Task A_missing_input_is_named()
    {
        var failed = await Assert.ThrowsAsync<StagingException>(() => _staging.StageInputsAsync(Task("""[{"path":"/in/a","url":"s3://bucket/none"}]"""), _root));

        Assert.Contains("s3://bucket/none", Assert.Single(failed.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_that_breaks_a_rule_copies_nothing()
    {
        await PutAsync("s3://bucket/a.txt", "a");

        await Assert.ThrowsAsync<TaskRefusedException>(
            () => _staging.StageInputsAsync(Task("""[{"path":"/in/a.txt","url":"s3://bucket/a.txt"},{"path":"/in/../../b","url":"s3://bucket/a.txt"}]"""), _root));

        Assert.False(Directory.Exists(_root.LocalPath));
    }

    [Fact]
    public async Task Outputs_go_to_their_addresses_files_directories_and_patterns()
    {
        Write("/out/a.txt", "a");
        Write("/out/qc/r.html", "r");
        Write("/out/qc/deep/s.html", "s");
        Write("/out/parts/1.bam", "1");
        Write("/out/parts/2.bam", "2");
        Write("/out/parts/2.txt", "no");
        Write("/out/parts/deep/3.bam", "no");
        Write("/out/parts/.4.bam", "no");
        var task = Task("[]", """
            [{"path":"/out/a.txt","url":"s3://bucket/r/a.txt"},{"path":"/out/qc","url":"s3://bucket/r/qc","type":"DIRECTORY"},
            {"path":"/out/parts/*.bam","path_prefix":"/out/","url":"s3://bucket/r"}]
            """);

        var first = await _staging.StageOutputsAsync(task, _root);
        var second = await _staging.StageOutputsAsync(task, _root);

        Assert.Equal(["r/a.txt", "r/parts/1.bam", "r/parts/2.bam", "r/qc/deep/s.html", "r/qc/r.html"], await KeysAsync());
        Assert.Equal(["/out/a.txt", "/out/parts/1.bam", "/out/parts/2.bam", "/out/qc/deep/s.html", "/out/qc/r.html"], first.Select(file => file.Path).Order(StringComparer.Ordinal));
        Assert.All(second, file => Assert.False(file.WasCopied));
    }

    [Fact]
    public async Task An_output_of_an_earlier_try_is_replaced()
    {
        await PutAsync("s3://bucket/n.txt", "old");
        Write("/out/n.txt", "new");

        await _staging.StageOutputsAsync(Task("[]", """[{"path":"/out/n.txt","url":"s3://bucket/n.txt"}]"""), _root);

        Assert.Equal("new", await TextAsync("s3://bucket/n.txt"));
    }

    [Fact]
    public async Task A_missing_output_is_named()
    {
        var failed = await Assert.ThrowsAsync<StagingException>(() => _staging.StageOutputsAsync(Task("[]", """[{"path":"/out/n.txt","url":"s3://bucket/n.txt"}]"""), _root));

        Assert.Contains("n.txt", Assert.Single(failed.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_leads_out_of_the_tasks_files_is_not_followed()
    {
        var secret = Path.Combine(_folder.Path, "secret.txt");
        await File.WriteAllTextAsync(secret, "secret");
        Write("/out/real.txt", "real");
        File.CreateSymbolicLink(Path.Combine(_root.LocalPath, "out", "link.txt"), secret);
        Directory.CreateSymbolicLink(Path.Combine(_root.LocalPath, "out", "dir"), _folder.Path);

        await Assert.ThrowsAsync<StagingException>(() => _staging.StageOutputsAsync(Task("[]", """[{"path":"/out/link.txt","url":"s3://bucket/x.txt"}]"""), _root));
        File.CreateSymbolicLink(Path.Combine(_root.LocalPath, "out", "chain.txt"), "dir/secret.txt");
        File.CreateSymbolicLink(Path.Combine(_root.LocalPath, "out", "up.txt"), "dir/../secret.txt");
        File.CreateSymbolicLink(Path.Combine(_root.LocalPath, "out", "circle.txt"), "circle.txt");

        foreach (var name in new[] { "dir/secret.txt", "chain.txt", "up.txt", "circle.txt" })
        {
            await Assert.ThrowsAsync<StagingException>(() => _staging.StageOutputsAsync(Task("[]", $$"""[{"path":"/out/{{name}}","url":"s3://bucket/x.txt"}]"""), _root));
        }

        Assert.Empty(await KeysAsync());
    }

    [Theory]
    [InlineData("file://")]
    [InlineData("")]
    public async Task A_file_of_this_machine_is_read_only_where_its_folder_was_given(string scheme)
    {
        var open = Path.Combine(_folder.Path, "open");
        Directory.CreateDirectory(open);
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "secret.txt"), "secret");
        await File.WriteAllTextAsync(Path.Combine(open, "a.txt"), "a");
        await PutAsync("s3://bucket/b.txt", "b");
        File.CreateSymbolicLink(Path.Combine(open, "link.txt"), Path.Combine(_folder.Path, "secret.txt"));
        string Input(string path, string type = "FILE") => $$"""[{"path":"/in/b.txt","url":"s3://bucket/b.txt"},{"path":"/in/x","url":"{{scheme}}{{path}}","type":"{{type}}"}]""";

        foreach (var input in new[] { Input($"{_folder.Path}/secret.txt"), Input($"{open}/../secret.txt"), Input($"{open}/link.txt"), Input(_folder.Path, "DIRECTORY") })
        {
            var refused = await Assert.ThrowsAsync<StagingException>(() => With(_bucket, open).StageInputsAsync(Task(input), _root));
            Assert.Contains("file of this machine", refused.Message, StringComparison.Ordinal);
        }

        await Assert.ThrowsAsync<StagingException>(() => _staging.StageInputsAsync(Task(Input($"{open}/a.txt")), _root));
        Assert.False(Directory.Exists(_root.LocalPath));
        await With(_bucket, open).StageInputsAsync(Task(Input($"{open}/a.txt")), _root);
        Assert.Equal("a", Read("/in/x"));
    }

    [Fact]
    public async Task A_link_in_a_folder_that_may_be_used_leads_nowhere_else()
    {
        var open = Path.Combine(_folder.Path, "open");
        Directory.CreateDirectory(open);
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "secret.txt"), "secret");
        File.CreateSymbolicLink(Path.Combine(open, "link.txt"), Path.Combine(_folder.Path, "secret.txt"));

        await Assert.ThrowsAsync<StagingException>(
            () => With(_bucket, open).StageInputsAsync(Task($$"""[{"path":"/in","url":"{{open}}","type":"DIRECTORY"}]"""), _root));

        Assert.False(File.Exists(_root.LocalPath + "/in/link.txt"));
    }

    [Fact]
    public async Task An_output_is_written_on_this_machine_only_where_its_folder_was_given()
    {
        var open = Path.Combine(_folder.Path, "open");
        Write("/out/a.txt", "a");
        var inside = Task("[]", $$"""[{"path":"/out/a.txt","url":"file://{{open}}/a.txt"}]""");
        var outside = Task("[]", $$"""[{"path":"/out/*","path_prefix":"/out/","url":"file://{{_folder.Path}}/"}]""");

        await Assert.ThrowsAsync<StagingException>(() => _staging.StageOutputsAsync(inside, _root));
        await Assert.ThrowsAsync<StagingException>(() => With(_bucket, open).StageOutputsAsync(outside, _root));
        await With(_bucket, open).StageOutputsAsync(inside, _root);

        Assert.Equal("a", await File.ReadAllTextAsync(Path.Combine(open, "a.txt")));
        Assert.False(File.Exists(Path.Combine(_folder.Path, "a.txt")));
    }

    [Fact]
    public async Task A_task_as_Funnel_shows_it_is_staged()
    {
        await PutAsync("s3://bucket/a.txt", "a");
        Write("/out/n.txt", "n");
        var task = TesTask.FromJson(Samples.AsFunnelShows("""
            [{"name":"","description":"","url":"s3://bucket/a.txt","path":"/in/a.txt","type":"FILE","content":"","streamable":false},
            {"name":"","description":"","url":"","path":"/in/p.json","type":"FILE","content":"{}","streamable":false},
            {"name":"","description":"","url":"","path":"/in/empty","type":"FILE","content":"","streamable":false}]
            """));

        var inputs = await _staging.StageInputsAsync(task, _root);
        await _staging.StageOutputsAsync(task, _root);

        Assert.Equal(["/in/a.txt", "/in/empty", "/in/p.json"], inputs.Select(file => file.Path).Order(StringComparer.Ordinal));
        Assert.Equal(["a", "{}", ""], new[] { "/in/a.txt", "/in/p.json", "/in/empty" }.Select(Read));
        Assert.Equal("n", await TextAsync("s3://bucket/n.txt"));
    }

    [Theory]
    [InlineData("/out/*.txt", "/out/a.txt", true)]
    [InlineData("/out/*.txt", "/out/.txt", false)]
    [InlineData("/out/*.txt", "/out/d/a.txt", false)]
    [InlineData("/out/*/a.txt", "/out/d/a.txt", true)]
    [InlineData("/out/a?.txt", "/out/ab.txt", true)]
    [InlineData("/out/a?.txt", "/out/a/.txt", false)]
    [InlineData("/out/[ab].txt", "/out/a.txt", true)]
    [InlineData("/out/[!ab].txt", "/out/a.txt", false)]
    [InlineData("/out/[a-c]*", "/out/b1", true)]
    [InlineData("/out/[]]x", "/out/]x", true)]
    [InlineData("/out/(a)+.txt*", "/out/(a)+.txt", true)]
    [InlineData("/out/[.txt*", "/out/[.txt", true)]
    [InlineData("/out/[z-a]", "/out/m", false)]
    [InlineData("/out/[z-ab]", "/out/b", true)]
    [InlineData("/out/[!z-a]", "/out/m", true)]
    [InlineData("/out/x[.-0]y", "/out/x/y", false)]
    [InlineData("/out/x[.-0]y", "/out/x.y", true)]
    [InlineData("/out/[.a]b", "/out/.b", false)]
    [InlineData("/out/[[:digit:]_]x", "/out/7x", true)]
    [InlineData("/out/[[:digit:]_]x", "/out/_x", true)]
    [InlineData("/out/[[:digit:]_]x", "/out/dx", false)]
    [InlineData("/out/[a-]x", "/out/-x", true)]
    [InlineData(@"/out/[\d]", "/out/7", false)]
    [InlineData("/out/[]-a]x", "/out/^x", true)]
    public void Patterns_match_as_POSIX_says(string pattern, string path, bool matches) => Assert.Equal(matches, new PathPattern(pattern).IsMatch(path));

    private TaskStaging With(MemoryStore bucket, params string[] folders) => new(
        new TransferEngine(new ObjectStores(new LocalFileStore(), bucket), new TransferOptions { StateFolder = Path.Combine(_folder.Path, "state") }),
        localFolders: folders);

    private static TesTask Task(string inputs, string outputs = "[]") =>
        TesTask.FromJson($$"""{"inputs":{{inputs}},"outputs":{{outputs}},"executors":[{"image":"a","command":["b"]}]}""");

    private Task<ObjectInfo> PutAsync(string url, string text) => _bucket.PutAsync(Location.Parse(url), ObjectContent.Of(System.Text.Encoding.UTF8.GetBytes(text)), new PutOptions());

    private async Task<string> TextAsync(string url)
    {
        await using var body = await _bucket.OpenAsync(Location.Parse(url), ByteRange.All, null);
        using var reader = new StreamReader(body.Stream);
        return await reader.ReadToEndAsync();
    }

    private async Task<List<string>> KeysAsync() =>
        await _bucket.ListAsync(Location.Parse("s3://bucket/")).Select(info => info.Location.Path).Order(StringComparer.Ordinal).ToListAsync();

    private void Write(string path, string text)
    {
        var file = new FileInfo(_root.LocalPath + path);
        file.Directory!.Create();
        File.WriteAllText(file.FullName, text);
    }

    private string Read(string path) => File.ReadAllText(_root.LocalPath + path);
}

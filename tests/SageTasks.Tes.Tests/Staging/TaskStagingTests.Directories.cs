using SageTasks.Storage;

namespace SageTasks.Tes.Tests.Staging;

/// <content>Directories that are not there, links in them, and addresses on this machine.</content>
public sealed partial class TaskStagingTests
{
    [Fact]
    public async Task An_output_directory_that_is_not_there_is_named_and_the_others_come_all_the_same()
    {
        Directory.CreateDirectory(_root.LocalPath + "/out/empty");
        Write("/out/a.txt", "a");
        var task = Task("[]", """
            [{"path":"/out/none","url":"s3://bucket/none","type":"DIRECTORY"},{"path":"/out/empty","url":"s3://bucket/empty","type":"DIRECTORY"},
            {"path":"/out/a.txt","url":"s3://bucket/a.txt"},{"path":"/out/*.bam","path_prefix":"/out/","url":"s3://bucket"}]
            """);

        var failed = await Assert.ThrowsAsync<StagingException>(() => _staging.StageOutputsAsync(task, _root));

        Assert.Contains("/out/none is not there", Assert.Single(failed.Failures), StringComparison.Ordinal);
        Assert.Equal(["a.txt"], await KeysAsync());
    }

    [Fact]
    public async Task An_output_directory_of_a_store_with_nothing_below_is_named()
    {
        await PutAsync("s3://bucket/task-7/out/a.txt", "a");
        var task = Task("[]", """[{"path":"/out","url":"s3://bucket/r","type":"DIRECTORY"},{"path":"/none","url":"s3://bucket/none","type":"DIRECTORY"}]""");

        var failed = await Assert.ThrowsAsync<StagingException>(() => _staging.StageOutputsAsync(task, Location.Parse("s3://bucket/task-7/")));

        Assert.Contains("/none is not there", Assert.Single(failed.Failures), StringComparison.Ordinal);
        Assert.Equal("a", await TextAsync("s3://bucket/r/a.txt"));
    }

    [Fact]
    public async Task Links_inside_of_the_tasks_files_are_followed()
    {
        Write("/out/qc/run7/a.txt", "a");
        Write("/data/b.txt", "b");
        Directory.CreateSymbolicLink(_root.LocalPath + "/out/qc/latest", "run7");
        File.CreateSymbolicLink(_root.LocalPath + "/out/qc/b.txt", "../../data/b.txt");
        var task = Task("[]", """[{"path":"/out/qc","url":"s3://bucket/qc","type":"DIRECTORY"},{"path":"/out/*/latest/*","path_prefix":"/out/","url":"s3://bucket/p"}]""");

        var staged = await _staging.StageOutputsAsync(task, _root);

        Assert.Equal(["p/qc/latest/a.txt", "qc/b.txt", "qc/latest/a.txt", "qc/run7/a.txt"], await KeysAsync());
        Assert.Contains(staged, file => file.Path == "/out/qc/latest/a.txt");
    }

    [Theory]
    [InlineData("/out/link", "../../open")]
    [InlineData("/out/link", "nowhere")]
    [InlineData("/out/link", ".")]
    [InlineData("/out/link", "link")]
    public async Task A_link_in_an_output_directory_that_cannot_be_followed_is_named(string link, string target)
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "open"));
        Write("/out/a.txt", "a");
        File.CreateSymbolicLink(_root.LocalPath + link, target);

        var failed = await Assert.ThrowsAsync<StagingException>(() => _staging.StageOutputsAsync(Task("[]", """[{"path":"/out","url":"s3://bucket","type":"DIRECTORY"}]"""), _root));
        await _staging.StageOutputsAsync(Task("[]", """[{"path":"/out/*.txt","path_prefix":"/out/","url":"s3://bucket/p"}]"""), _root);

        Assert.Contains("/out/link", Assert.Single(failed.Failures), StringComparison.Ordinal);
        Assert.Equal(["a.txt", "p/a.txt"], await KeysAsync());
    }

    [Theory]
    [InlineData("DIRECTORY", "/out/dir", "")]
    [InlineData("FILE", "/out/*/secret.txt", "/out/")]
    [InlineData("DIRECTORY", "/out/d*", "/out/")]
    public async Task A_folder_that_is_a_link_out_of_the_tasks_files_is_refused(string type, string path, string prefix)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "secret.txt"), "secret");
        Write("/out/real.txt", "real");
        Directory.CreateSymbolicLink(Path.Combine(_root.LocalPath, "out", "dir"), _folder.Path);
        var prefixed = prefix.Length > 0 ? $$""","path_prefix":"{{prefix}}" """ : "";

        await Assert.ThrowsAsync<StagingException>(() => _staging.StageOutputsAsync(Task("[]", $$"""[{"path":"{{path}}","url":"s3://bucket","type":"{{type}}"{{prefixed}}}]"""), _root));

        Assert.Empty(await KeysAsync());
    }

    [Fact]
    public async Task An_input_directory_with_nothing_below_its_address_is_named()
    {
        var open = Path.Combine(_folder.Path, "open");
        Directory.CreateDirectory(Path.Combine(open, "empty"));
        var task = Task($$"""
            [{"path":"/in/none","url":"s3://bucket/none","type":"DIRECTORY"},{"path":"/in/gone","url":"file://{{open}}/gone","type":"DIRECTORY"},
            {"path":"/in/empty","url":"file://{{open}}/empty","type":"DIRECTORY"}]
            """);

        var failed = await Assert.ThrowsAsync<StagingException>(() => With(_bucket, open).StageInputsAsync(task, _root));

        Assert.Equal(2, failed.Failures.Count);
        Assert.Contains("s3://bucket/none", failed.Message, StringComparison.Ordinal);
        Assert.Contains("/in/gone", failed.Message, StringComparison.Ordinal);
        Assert.True(Directory.Exists(_root.LocalPath + "/in/empty"));
    }

    [Fact]
    public async Task A_link_in_a_folder_that_may_be_used_is_followed_inside_of_it()
    {
        var open = Path.Combine(_folder.Path, "open");
        Directory.CreateDirectory(Path.Combine(open, "run7"));
        await File.WriteAllTextAsync(Path.Combine(open, "run7", "a.txt"), "a");
        Directory.CreateSymbolicLink(Path.Combine(open, "latest"), "run7");

        await With(_bucket, open).StageInputsAsync(Task($$"""[{"path":"/in","url":"{{open}}","type":"DIRECTORY"}]"""), _root);

        Assert.Equal("a", Read("/in/latest/a.txt"));
    }

    [Theory]
    [InlineData("http://127.0.0.1:8006/secret")]
    [InlineData("https://localhost/secret")]
    [InlineData("https://169.254.169.254/latest/meta-data/")]
    [InlineData("drs://127.0.0.1:8006/secret")]
    public async Task An_address_on_this_machine_is_refused_unless_that_is_allowed(string url)
    {
        var task = Task($$"""[{"path":"/in/x","url":"{{url}}"}]""");

        var refused = await Assert.ThrowsAsync<StagingException>(() => _staging.StageInputsAsync(task, _root));

        Assert.Contains("link-local", refused.Message, StringComparison.Ordinal);
        Assert.Null(new LocalPlaces([], allowsTargets: true).Problem(Location.Parse(url)));
    }
}

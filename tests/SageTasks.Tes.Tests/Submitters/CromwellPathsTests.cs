using SageTasks.ContractSuites;
using SageTasks.Storage;

namespace SageTasks.Tes.Tests.Submitters;

/// <summary>Tasks of Cromwell made runnable where its file system is not.</summary>
public sealed class CromwellPathsTests
{
    private const string Id = "0911c1c7-de5d-442f-94e8-31814a035f8c";

    [Theory]
    [InlineData("/tes-wd/shared/wf/a b.txt", "https://acct.blob.core.windows.net/cromwell/shared/wf/a%20b.txt")]
    [InlineData("/tes-wd/shared-global/ref.fa", "https://acct.blob.core.windows.net/cromwell/shared-global/ref.fa")]
    [InlineData("/tes-wd/own/a", null)]
    [InlineData("/data/a", null)]
    public void Paths_below_the_shared_folder_are_blobs(string path, string? url) =>
        Assert.Equal(url, CromwellPaths.BelowSharedFolder("https://acct.blob.core.windows.net/cromwell").UrlOf(path));

    [Theory]
    [InlineData("/acct/inputs/a/b.txt", "https://acct.blob.core.windows.net/inputs/a/b.txt")]
    [InlineData("/cromwell-executions/wf/1/x", "https://mine.blob.core.windows.net/cromwell-executions/wf/1/x")]
    [InlineData("/mine/c/x", "https://mine.blob.core.windows.net/c/x")]
    [InlineData("/other/c/x", null)]
    [InlineData("/acct/c", null)]
    public void Paths_that_name_account_and_container_are_blobs(string path, string? url) =>
        Assert.Equal(url, CromwellPaths.ByAccount("mine", "acct").UrlOf(path));

    [Fact]
    public void Only_a_path_that_stands_as_an_address_is_mapped()
    {
        var paths = new CromwellPaths(path => path.StartsWith("/cromwell/", StringComparison.Ordinal) ? $"s3://bucket{path}" : null);
        var task = new TesTask
        {
            Inputs =
            [
                new TesInput { Path = "/cromwell/a", Url = "/cromwell/a" },
                new TesInput { Path = "/cromwell/b", Url = "s3://other/b" },
                new TesInput { Path = "/cromwell/c", Content = "text" },
                new TesInput { Path = "/elsewhere/d", Url = "/elsewhere/d" },
            ],
            Outputs = [new TesOutput { Path = "/cromwell/rc", Url = "/cromwell/rc" }, new TesOutput { Path = "/cromwell/x", Url = "s3://other/x" }],
        };

        var mapped = paths.Map(task);

        Assert.Equal(["s3://bucket/cromwell/a", "s3://other/b", null, "/elsewhere/d"], mapped.Inputs.Select(input => input.Url));
        Assert.Equal(["s3://bucket/cromwell/rc", "s3://other/x"], mapped.Outputs.Select(output => output.Url));
    }

    [Fact]
    public async Task Files_that_Cromwell_left_out_become_inputs_once()
    {
        using var folder = new TemporaryFolder();
        var directory = $"/cromwell-executions/test/{Id}/call-hello/execution";
        var real = Directory.CreateDirectory(folder.Path + directory);
        foreach (var name in new[] { "script", "rc", "write_tsv_1.tmp", "a.list" })
        {
            await File.WriteAllTextAsync(Path.Combine(real.FullName, name), name);
        }

        Directory.CreateDirectory(Path.Combine(real.FullName, "glob-1"));
        await File.WriteAllTextAsync(Path.Combine(real.FullName, "glob-1", "deep.txt"), "deep");
        var paths = new CromwellPaths(path => folder.Path + path);
        var stores = new ObjectStores(new LocalFileStore());
        var task = SubmitterDetectionTests.Current($"{Id}:test.hello:-1:1", directory);

        var complete = await paths.AddMissingInputsAsync(task, stores);
        var again = await paths.AddMissingInputsAsync(complete, stores);

        Assert.Equal(["commandScript", "injected-a.list", "injected-write_tsv_1.tmp"], complete.Inputs.Select(input => input.Name));
        Assert.Equal($"{directory}/a.list", complete.Inputs[1].Path);
        Assert.Equal("a.list", await File.ReadAllTextAsync(Location.Parse(complete.Inputs[1].Url!).LocalPath));
        Assert.Equal(complete.Inputs.Count, again.Inputs.Count);
    }

    [Fact]
    public async Task A_task_of_somebody_else_stays_as_it_is()
    {
        var paths = new CromwellPaths(path => path);

        Assert.Same(Stubs.Samples.Task, await paths.AddMissingInputsAsync(Stubs.Samples.Task, new ObjectStores(new LocalFileStore())));
    }
}

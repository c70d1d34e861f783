using System.Diagnostics;

namespace SageTasks.Storage.Tests;

/// <summary>Named pipes and devices, which .NET takes for files of no bytes: a copy of one was an empty file.</summary>
public sealed class SpecialFileTests : IDisposable
{
    private readonly EngineScene _scene = new();
    private readonly string _pipe;

    public SpecialFileTests()
    {
        Directory.CreateDirectory(_scene.Folder["in"]);
        _pipe = _scene.Folder["in/pipe"];
        if (OperatingSystem.IsLinux())
        {
            using var made = Process.Start("mkfifo", _pipe);
            made.WaitForExit();
        }
    }

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task none_is_copied_and_its_kind_is_named()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        File.CreateSymbolicLink(_scene.Folder["in/link"], _pipe);

        Assert.Contains($"{_pipe} is a named pipe, not a regular file", await WhyNotAsync(_pipe), StringComparison.Ordinal);
        Assert.Contains("is a named pipe, not a regular file", await WhyNotAsync(_scene.Folder["in/link"]), StringComparison.Ordinal);
        Assert.Contains("/dev/zero is a character device, not a regular file", await WhyNotAsync("/dev/zero"), StringComparison.Ordinal);
        Assert.Throws<TransferException>(() => FileStamp.Of(_pipe));
    }

    [Fact]
    public async Task none_is_replaced_by_a_file()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        await _scene.PutAsync(10);

        await Assert.ThrowsAsync<TransferException>(() => _scene.Engine.CopyAsync(_scene.Source, Location.FromPath(_pipe)));

        Assert.Equal([_pipe], Directory.GetFileSystemEntries(_scene.Folder["in"]));
    }

    [Fact]
    public async Task among_the_files_of_a_folder_it_fails_alone()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        _scene.Folder.Write("in/a.txt", [1, 2, 3]);
        _scene.Folder.Write("in/empty.txt", []);

        var results = await _scene.Engine.RunAsync(TransferPlan.FromPrefix(Location.FromPath(_scene.Folder["in"] + "/"), Location.Parse("gs://bucket/in/"))).ToListAsync();

        Assert.Equal([TransferOutcome.Copied, TransferOutcome.Copied, TransferOutcome.Failed], results.Select(result => result.Outcome));
        Assert.Contains("is a named pipe", results[2].Error, StringComparison.Ordinal);
    }

    private async Task<string> WhyNotAsync(string path) =>
        (await Assert.ThrowsAsync<TransferException>(() => _scene.Engine.CopyAsync(Location.FromPath(path), _scene.Target))).Message;
}

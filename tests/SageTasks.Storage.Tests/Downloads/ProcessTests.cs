using System.Diagnostics;
using Xunit.Abstractions;
using static SageTasks.Storage.Tests.Data;

namespace SageTasks.Storage.Tests;

/// <summary>What holds only when seen from outside the process: it is killed, it runs out of disk, its memory is measured.</summary>
public sealed class ProcessTests(ITestOutputHelper output) : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(6)]
    [InlineData(11)]
    public async Task A_killed_download_goes_on_and_moves_at_most_the_parts_in_flight_again(int killAt)
    {
        const int partSize = 256 * KiB;
        var content = Random((4 * MiB) + 99);
        var reached = new TaskCompletionSource();
        await using var server = new RawServer(request =>
        {
            if (request.Number == killAt)
            {
                reached.SetResult();
            }

            return RawServer.File(request, content) with { StallAfter = request.Number < killAt ? null : 1000 };
        });
        using (var child = Child.Start(server.Address, _folder["out"], partSize))
        {
            await reached.Task;
            await child.KillAsync();
        }

        Assert.Equal([".out.sagetasks-journal", ".out.sagetasks-part"], _folder.Files);
        await using var healthy = new RawServer(request => RawServer.File(request, content));
        var line = await Child.RunAsync(healthy.Address, _folder["out"], partSize);

        Assert.StartsWith("ok", line, StringComparison.Ordinal);
        Assert.Contains(Md5(content).ToString(), line, StringComparison.Ordinal);
        Same(content, File.ReadAllBytes(_folder["out"]));
        Assert.Equal(content.Length, Child.Number(line, "moved") + Child.Number(line, "resumed"));
        Assert.InRange(server.BytesSent + healthy.BytesSent - content.Length, 0, 5 * partSize);
        Assert.Equal(["out"], _folder.Files);
    }

    [Fact]
    public async Task Another_process_does_not_write_where_one_is_writing()
    {
        await using var server = new RawServer(request => RawServer.File(request, Random(MiB)));
        using (PartialFile.Acquire(_folder["out"], new TransferOptions()))
        {
            var line = await Child.RunAsync(server.Address, _folder["out"], MiB);
            Assert.StartsWith($"{nameof(DestinationBusyException)}: Another transfer is writing {_folder["out"]}", line, StringComparison.Ordinal);
        }

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Memory_does_not_grow_with_the_file()
    {
        var block = Random(4 * MiB);
        const long size = 256L * MiB;
        await using var server = new RawServer(request =>
        {
            var (from, to) = request.Range!.Value;
            var length = (int)(Math.Min(to!.Value, size - 1) - from + 1);
            var offset = (int)(from % block.Length);
            Assert.True(offset + length <= block.Length);
            return new RawReply(206, block.AsMemory(offset, length))
            {
                Headers = { ["ETag"] = "\"v1\"", ["Content-Range"] = $"bytes {from}-{from + length - 1}/{size}" },
            };
        });

        var line = await Child.RunAsync(server.Address, _folder["out"], 4 * MiB);

        Assert.StartsWith("ok", line, StringComparison.Ordinal);
        Assert.Equal(size, new FileInfo(_folder["out"]).Length);
        output.WriteLine(line);
        Assert.InRange(Child.Number(line, "peak"), 1, 200L * MiB);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_full_disk_is_a_clear_error_with_nothing_at_the_destination(bool knownSize)
    {
        using var disk = new TinyDisk(_folder["disk"], 8 * MiB);
        if (!disk.IsMounted)
        {
            output.WriteLine("Not tested: a small file system can be mounted by root only.");
            return;
        }

        var content = Random(12 * MiB);
        await using var server = new RawServer(request =>
            knownSize ? RawServer.File(request, content) : new RawReply(200, content) { Framing = Framing.Chunked });

        var line = await Child.RunAsync(server.Address, disk["out"], MiB);

        Assert.StartsWith($"{nameof(DiskFullException)}: No room on the disk for {disk["out"]}", line, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(disk.Path));
        Assert.InRange(server.BytesSent, 1, knownSize ? 4 * MiB : content.Length);
    }

    [Fact]
    public async Task A_disk_that_fills_up_meanwhile_keeps_the_journal_and_the_next_call_goes_on()
    {
        using var disk = new TinyDisk(_folder["disk"], 12 * MiB);
        if (!disk.IsMounted)
        {
            output.WriteLine("Not tested: a small file system can be mounted by root only.");
            return;
        }

        var content = Random(9 * MiB);
        await using var server = new RawServer(request =>
        {
            if (request.Number == 2)
            {
                File.WriteAllBytes(disk["other"], new byte[6 * MiB]);
            }

            return RawServer.File(request, content);
        });

        var line = await Child.RunAsync(server.Address, disk["out"], MiB, "--sparse");
        Assert.StartsWith(nameof(DiskFullException), line, StringComparison.Ordinal);
        Assert.False(File.Exists(disk["out"]));
        Assert.True(File.Exists(disk[".out.sagetasks-journal"]));

        File.Delete(disk["other"]);
        line = await Child.RunAsync(server.Address, disk["out"], MiB, "--sparse");
        Assert.StartsWith("ok", line, StringComparison.Ordinal);
        Assert.InRange(Child.Number(line, "resumed"), MiB, 6 * MiB);
        Same(content, File.ReadAllBytes(disk["out"]));
    }

    /// <summary>A file system of a few megabytes.</summary>
    private sealed class TinyDisk : IDisposable
    {
        public TinyDisk(string path, long size)
        {
            Path = Directory.CreateDirectory(path).FullName;
            IsMounted = OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", Path) == 0;
        }

        public string Path { get; }

        public bool IsMounted { get; }

        public string this[string name] => System.IO.Path.Combine(Path, name);

        public void Dispose()
        {
            if (IsMounted)
            {
                Run("umount", Path);
            }
        }

        private static int Run(string command, params string[] arguments)
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
            process.WaitForExit();
            return process.ExitCode;
        }
    }
}

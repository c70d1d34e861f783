using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SageTasks.Cli.Tests.Transfers;

/// <summary>Copies that somebody ends with Ctrl-C: the command in a process of its own.</summary>
public sealed class StoppedCopyTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task The_report_tells_of_what_was_done_and_of_what_was_not()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var manifest = _shell.Write("manifest.csv", $"source,destination\nhttp://{silent.LocalEndpoint}/x,{_shell["out/x"]}\n{_shell.Write("a.txt", "a")},{_shell["out/a"]}\n{_shell.Write("b.txt", "b")},{_shell["out/b"]}\n");
        var start = new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, "cp", "--manifest", manifest, "--report", _shell["report.csv"]])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };

        using var copy = Process.Start(start)!;
        using var asked = await silent.AcceptTcpClientAsync();
        while (!File.Exists(_shell["out/a"]) || !File.Exists(_shell["out/b"]))
        {
            await Task.Delay(20);
        }

        // That they are there is known a moment later.
        await Task.Delay(500);
        using (var signal = Process.Start("kill", ["-INT", copy.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await signal.WaitForExitAsync();
        }

        var (output, error) = (await copy.StandardOutput.ReadToEndAsync(), await copy.StandardError.ReadToEndAsync());
        await copy.WaitForExitAsync();

        Assert.Equal((ExitCode.Stopped, "copied=2 skipped=0 failed=0 stopped=1 bytes=2"), (copy.ExitCode, output.Trim()));
        Assert.Contains("Stopped. The same command goes on.", error, StringComparison.Ordinal);
        var lines = await File.ReadAllLinesAsync(_shell["report.csv"]);
        Assert.Equal(4, lines.Length);
        Assert.Contains(",stopped,", lines[1], StringComparison.Ordinal);
        Assert.All(lines[2..], line => Assert.Contains(",copied,", line, StringComparison.Ordinal));
    }
}

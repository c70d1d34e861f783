using System.Diagnostics;
using System.Globalization;

namespace SageTasks.Storage.Tests;

/// <summary>A download in a process of its own.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process _process;

    private Child(Process process) => _process = process;

    public static Child Start(Uri url, string destination, int partSize, params string[] more)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])["exec", typeof(Child).Assembly.Location, url.AbsoluteUri, destination, partSize.ToString(CultureInfo.InvariantCulture), .. more])
        {
            start.ArgumentList.Add(argument);
        }

        return new Child(Process.Start(start)!);
    }

    /// <summary>Runs to the end; the last line says how it went.</summary>
    public static async Task<string> RunAsync(Uri url, string destination, int partSize, params string[] more)
    {
        using var child = Start(url, destination, partSize, more);
        var output = await child._process.StandardOutput.ReadToEndAsync();
        await child._process.WaitForExitAsync();
        return output.Trim();
    }

    /// <summary>Ends it as a power cut would, as far as the process can tell (SIGKILL).</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public static long Number(string output, string name)
    {
        var value = output[(output.IndexOf(name + "=", StringComparison.Ordinal) + name.Length + 1)..];
        return long.Parse(value.Split(' ')[0], CultureInfo.InvariantCulture);
    }

    public void Dispose() => _process.Dispose();
}

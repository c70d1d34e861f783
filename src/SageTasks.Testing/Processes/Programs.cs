using System.ComponentModel;
using System.Diagnostics;

namespace SageTasks.Testing;

/// <summary>Programs of this machine.</summary>
internal static class Programs
{
    private const string DefaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>Where programs are looked for.</summary>
    public static string SearchPath => Environment.GetEnvironmentVariable("PATH") is { Length: > 0 } path ? path : DefaultPath;

    /// <summary>Where a program is; null for nowhere.</summary>
    public static string? Find(string name) => SearchPath.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);

    /// <summary>Whether there is a program, by its name or its path.</summary>
    public static bool Has(string program) => program.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) ? File.Exists(program) : Find(program) is not null;

    /// <summary>Whether a program runs and ends well.</summary>
    public static async Task<bool> WorksAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            using var process = Process.Start(Piped(program, arguments, null));
            if (process is null)
            {
                return false;
            }

            process.StandardInput.Close();
            await Task.WhenAll(
                process.StandardOutput.ReadToEndAsync(cancellationToken),
                process.StandardError.ReadToEndAsync(cancellationToken),
                process.WaitForExitAsync(cancellationToken)).ConfigureAwait(false);
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    /// <summary>A program whose three streams are ours, with these variables and no others.</summary>
    public static ProcessStartInfo Piped(string program, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>>? environment)
    {
        var info = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        if (environment is null)
        {
            return info;
        }

        info.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            info.Environment[name] = value;
        }

        return info;
    }
}

using System.Globalization;
using System.Text;

namespace SageTasks.Testing;

/// <summary>
/// A variable that a command is given, and hands on to all that it starts: by it processes are found that have left their group and lost
/// their parent, also by a later life of the platform.
/// </summary>
/// <param name="Variable">The variable's name.</param>
/// <param name="Value">A value that no other command has.</param>
internal sealed record ProcessMark(string Variable, string Value)
{
    private const string System = "/proc";
    private const int MostRounds = 200;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Kills all processes that bear the mark, and those that they start meanwhile.</summary>
    public async Task KillAllAsync()
    {
        for (var round = 0; round < MostRounds && Kill(); round++)
        {
            await Task.Delay(Pause, TimeProvider.System).ConfigureAwait(false);
        }
    }

    /// <summary>Whether there were any.</summary>
    private bool Kill()
    {
        var found = Processes().Where(IsMarked).ToList();
        found.ForEach(ProcessGroup.KillOne);
        return found.Count > 0;
    }

    private static IEnumerable<int> Processes() => !Directory.Exists(System) ? [] : Directory.EnumerateDirectories(System)
        .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id > 0 && id != Environment.ProcessId);

    private bool IsMarked(int process)
    {
        try
        {
            byte[] variables = [0, .. File.ReadAllBytes(string.Create(CultureInfo.InvariantCulture, $"{System}/{process}/environ"))];
            return variables.AsSpan().IndexOf(Encoding.UTF8.GetBytes($"\0{Variable}={Value}\0")) >= 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile, or it is somebody else's.
            return false;
        }
    }
}

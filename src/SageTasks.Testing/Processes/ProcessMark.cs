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
    /// <param name="first">The first process that the mark was given to, where that was a moment ago: only younger ones can bear it. 0 looks at all.</param>
    public async Task KillAllAsync(int first = 0)
    {
        for (var round = 0; round < MostRounds && Kill(first); round++)
        {
            await Task.Delay(Pause, TimeProvider.System).ConfigureAwait(false);
        }
    }

    /// <summary>Whether there were any.</summary>
    private bool Kill(int first)
    {
        var found = Processes(first).Where(IsMarked).ToList();
        found.ForEach(ProcessGroup.KillOne);
        return found.Count > 0;
    }

    private static IEnumerable<int> Processes(int first)
    {
        if (!Directory.Exists(System))
        {
            return [];
        }

        var beganAnew = Last() < first;
        return Directory.EnumerateDirectories(System)
            .Select(folder => Number(Path.GetFileName(folder)))
            .Where(id => id > 0 && id != Environment.ProcessId && (id >= first || beganAnew));
    }

    // Numbers are given in order, and from the start again behind the largest one.
    private static int Last() => Number(File.ReadAllText($"{System}/loadavg").TrimEnd().Split(' ')[^1]);

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

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

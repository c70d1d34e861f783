using System.Diagnostics;

namespace SageTasks.Testing.Wes;

/// <summary>The command that runs a workflow, in the folder with its files.</summary>
/// <param name="Words">The program and its arguments.</param>
/// <param name="Variables">What it is given beside the variables that every run has.</param>
internal sealed record WorkflowCommand(IReadOnlyList<string> Words, IReadOnlyDictionary<string, string> Variables)
{
    public WorkflowCommand(params string[] words)
        : this(words, new Dictionary<string, string>(StringComparer.Ordinal))
    {
    }

    /// <summary>The command as a process of this machine.</summary>
    public ProcessStartInfo Process()
    {
        var start = new ProcessStartInfo(Words[0], Words.Skip(1));
        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}

using System.CommandLine;
using SageTasks.Reports;

namespace SageTasks.Cli;

/// <summary>Where evidence goes, if anywhere.</summary>
internal sealed class EvidenceOption
{
    public Option<DirectoryInfo?> Option { get; } = new("--evidence")
    {
        Description = "Write what was decided, why, and how runs ended into this folder; 'sagetasks report' reads it.",
        HelpName = "DIR",
    };

    /// <summary>What keeps the evidence; null where none is wanted.</summary>
    /// <exception cref="IOException">The folder is not there and cannot be made; nothing was sent.</exception>
    public EvidenceKeeper? Keeper(CommandCall call) =>
        call.Get(Option) is { } folder ? new EvidenceKeeper(new EvidenceFolder(Directory.CreateDirectory(folder.FullName).FullName), call.Terminal) : null;
}

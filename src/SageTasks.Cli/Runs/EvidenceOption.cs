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

    public EvidenceFolder? Folder(CommandCall call) => call.Get(Option) is { } folder ? new EvidenceFolder(folder.FullName) : null;
}

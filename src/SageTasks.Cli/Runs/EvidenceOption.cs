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
    public EvidenceKeeper? Keeper(CommandCall call)
    {
        if (call.Get(Option) is not { } folder)
        {
            return null;
        }

        try
        {
            return new EvidenceKeeper(new EvidenceFolder(Directory.CreateDirectory(HomePath.Of(folder.ToString())).FullName), call.Terminal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"--evidence {folder} cannot be made: {e.Message}", e);
        }
    }
}

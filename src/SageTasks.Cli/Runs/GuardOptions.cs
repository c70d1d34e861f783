using System.CommandLine;
using System.Text.Json;
using SageTasks.Runs;

namespace SageTasks.Cli;

/// <summary>Where the guard keeps what it must not forget, and where evidence goes.</summary>
internal sealed class GuardOptions
{
    private readonly Option<string?> _ledger = new("--ledger")
    {
        Description = "What all submitters share, so that no second run starts, not even for a moment: a folder, a prefix of a store (s3://…), or postgres://user@host/database.",
        HelpName = "LEDGER",
    };

    private readonly Option<DirectoryInfo?> _evidence = new("--evidence") { Description = "Write what was decided, and why, into this folder; 'sagetasks report' reads it.", HelpName = "DIR" };

    public IEnumerable<Symbol> All => [_ledger, _evidence];

    public SubmissionGuard Guard(CommandCall call) => new(ledger: call.Get(_ledger) is { } ledger ? LedgerChoice.Of(call.Profile, HomePath.Of(ledger)) : null);

    /// <summary>Keeps a submission as a file of its own, all at once.</summary>
    public void Keep(CommandCall call, Submission submission)
    {
        if (call.Get(_evidence) is not { } folder)
        {
            return;
        }

        folder.Create();
        var file = Path.Combine(folder.FullName, $"{submission.Key}-{submission.Attempt}.json");
        var draft = $"{file}.{Environment.ProcessId}.new";
        File.WriteAllText(draft, JsonSerializer.Serialize(submission, CliJson.Default.Submission));
        File.Move(draft, file, overwrite: true);
    }
}

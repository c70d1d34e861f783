using System.CommandLine;
using SageTasks.Runs;

namespace SageTasks.Cli;

/// <summary>What makes two submissions the same work, and what is done when it was done before.</summary>
internal sealed class PlanOptions
{
    private readonly Option<string?> _scope = new("--scope") { Description = "Work of another scope is other work: 2026-11-22 for once a day.", HelpName = "TEXT" };
    private readonly Option<string?> _ownKey = new("--own-key") { Description = "What identifies the work, in place of its request.", HelpName = "TEXT" };

    private readonly Option<string[]> _inputs = new("--input")
    {
        Description = "The content of an input, so that a changed one is other work: reads.csv=sha256:…, or md5:…, version:…",
        HelpName = "NAME=KIND:VALUE",
    };

    private readonly Option<string[]> _ignored = new("--ignore") { Description = "A field that makes no difference, as a JSON pointer: /outdir", HelpName = "POINTER" };
    private readonly Option<string[]> _secrets = new("--secret")
    {
        Description = "A field whose value is neither shown nor kept, as a JSON pointer: /executors/0/env/DB_PASSWORD, /api_key",
        HelpName = "POINTER",
    };

    private readonly Option<bool> _early = new("--early") { Description = "Answer as soon as the run is launched, before it is certain that nobody else launched it at the same moment." };
    private readonly Option<bool> _resubmitCanceled = new("--resubmit-canceled") { Description = "Launch again what a person canceled. Otherwise that is an error." };
    private readonly Option<FailurePolicy> _onFailure = Choices.Of<FailurePolicy>("--on-failure", "What to do with a run that failed: resume it where the platform can, resubmit, or throw.");
    private readonly Option<int?> _maxAttempts = Numbers.Count("--max-attempts", "How often a run that failed is tried in all. Default: 2.");
    private readonly Option<TimeSpan?> _maxAge = Numbers.Time("--max-age", "Reuse only runs that ended in the last so many hours.", TimeSpan.FromHours(1), "hours");
    private readonly Option<string?> _force = new("--force") { Description = "Launch anew on purpose, whatever ran before; the reason is recorded.", HelpName = "REASON" };
    private readonly Option<bool> _acceptRisk = new("--accept-risk") { Description = "Launch even where the platform could not be searched whole: there may be a second run." };
    private readonly Option<TimeSpan?> _settle = Numbers.Time(
        "--settle", "How long the platform may take to show a new run in its lists. Default: as the platform is known.", TimeSpan.FromSeconds(1), "seconds", takesZero: true, TimeSpan.FromDays(1));
    private readonly Option<bool> _requireContent = new("--require-content") { Description = "Refuse inputs that are known by their path alone." };

    public IEnumerable<Symbol> ForPlan => [_scope, _ownKey, _inputs, _ignored, _secrets];

    public IEnumerable<Symbol> ForPolicy => [_early, _resubmitCanceled, _onFailure, _maxAttempts, _maxAge, _force, _acceptRisk, _settle, _requireContent];

    public RunPlan<TRequest> Plan<TRequest>(CommandCall call, TRequest request) => new()
    {
        Request = request,
        Scope = call.Get(_scope),
        OwnKey = call.Get(_ownKey),
        Inputs = (call.Get(_inputs) ?? []).Select(Input).ToDictionary(pair => pair.Name, pair => pair.Content, StringComparer.Ordinal),
        KeyOptions = KeyOptions.Default.Ignore(Pointers(call, _ignored)).Secret(Pointers(call, _secrets)),
    };

    public SubmissionPolicy Policy(CommandCall call)
    {
        var policy = new SubmissionPolicy
        {
            Confirm = call.Get(_early) ? ConfirmMode.Early : ConfirmMode.Settled,
            OnCanceled = call.Get(_resubmitCanceled) ? CanceledPolicy.Resubmit : CanceledPolicy.Throw,
            OnFailure = call.Get(_onFailure),
            MaxAge = call.Get(_maxAge),
            AcceptRisk = call.Get(_acceptRisk),
            SettleTime = call.Get(_settle),
            RequireContentIdentity = call.Get(_requireContent),
        };
        if (call.Get(_maxAttempts) is { } attempts)
        {
            policy = policy with { MaxAttempts = attempts };
        }

        return call.Get(_force) is { } reason ? policy.Force(reason) : policy;
    }

    private static string[] Pointers(CommandCall call, Option<string[]> option) => Array.TrueForAll(call.Get(option) ?? [], pointer => pointer is ['/', _, ..])
        ? call.Get(option) ?? []
        : throw new UsageException($"{option.Name} '{call.Get(option)!.First(pointer => pointer is not ['/', _, ..])}': write a JSON pointer, /name or /name/inner.");

    private static (string Name, ContentIdentity Content) Input(string text)
    {
        var at = text.LastIndexOf('=');
        var content = at > 0 ? text[(at + 1)..].Split(':', 2) : [];
        return content switch
        {
            ["sha256", var hex] => (text[..at], ContentIdentity.Sha256(hex)),
            ["md5", var hex] => (text[..at], ContentIdentity.Md5(hex)),
            ["version", { Length: > 0 } version] => (text[..at], ContentIdentity.Version(version)),
            _ => throw new UsageException($"--input '{text}': write NAME=sha256:HEX, NAME=md5:HEX or NAME=version:TEXT."),
        };
    }
}

using System.Text.RegularExpressions;
using SageTasks.Tables;

namespace SageTasks.Tower;

/// <summary>What Tower or Nextflow would refuse, or would accept and then fail on, said before anything is sent.</summary>
internal static partial class LaunchChecks
{
    private const int MaxLabels = 25;
    private const int MaxRevision = 100;

    public static void Shape(TowerLaunch launch, List<string> violations)
    {
        if (launch.RunNamePrefix is { } prefix)
        {
            Collect(() => RunNames.CheckPrefix(prefix), violations);
        }

        if (RepositoryAddress.IsAddress(launch.Pipeline))
        {
            Collect(() => RepositoryAddress.Expand(launch.Pipeline), violations);
        }

        if (launch.Revision is { Length: > MaxRevision } revision)
        {
            violations.Add($"Revision '{revision}' is longer than {MaxRevision} characters.");
        }

        if (launch.Labels.Count > MaxLabels)
        {
            violations.Add(FormattableString.Invariant($"Labels: a run carries {MaxLabels} at most, but {launch.Labels.Count} are given."));
        }

        foreach (var profile in (launch.Profiles ?? []).Where(profile => !Profile().IsMatch(profile)))
        {
            violations.Add($"Profiles: '{profile}' is not the name of one profile; give each profile as an entry of its own.");
        }

        foreach (var secret in (launch.UserSecrets ?? []).Concat(launch.WorkspaceSecrets ?? []).Where(secret => !Secret().IsMatch(secret)))
        {
            violations.Add($"Secrets: '{secret}' is not the name of a secret. Names are given here, never values.");
        }
    }

    public static LabelName? TryParse(string text, List<string> violations)
    {
        LabelName? label = null;
        Collect(() => label = LabelName.Parse(text), violations);
        return label;
    }

    public static void Usable(ComputeEnvEntry computeEnv, List<string> violations)
    {
        if (computeEnv.Status is { Value: not null } status && status != ComputeEnvStatus.Available)
        {
            var reason = string.IsNullOrWhiteSpace(computeEnv.Message) ? string.Empty : $": {computeEnv.Message}";
            violations.Add($"The compute environment '{computeEnv.Name}' is {status}{reason}. Choose another one or have it repaired.");
        }
    }

    public static async Task SizesAsync(
        LaunchCatalog catalog, TowerLaunch launch, LaunchTarget target, List<string> violations, CancellationToken cancellationToken)
    {
        if (launch.Parameters is null && launch.ConfigText is null && target.ComputeEnvConfig is null)
        {
            return;
        }

        var service = await catalog.ServiceInfoAsync(cancellationToken).ConfigureAwait(false);
        Limit("Parameters", launch.Parameters is { } parameters ? LaunchParameters.ToText(parameters) : null, service.LaunchParamsTextMaxSize, violations);
        Limit(nameof(launch.ConfigText), launch.ConfigText ?? target.ComputeEnvConfig, service.LaunchConfigTextMaxSize, violations);
    }

    /// <summary>What the pipeline's own schema has to say. A test profile or a configuration can give what is required, so it may then be missing here.</summary>
    public static void Parameters(ParameterSchema? schema, TowerLaunch launch, List<string> violations)
    {
        var parameters = launch.Parameters ?? [];
        var report = schema?.Check(parameters, new ParameterCheckOptions
        {
            AllowMissing = launch.ConfigText is not null || (launch.Profiles ?? []).Any(profile => profile.StartsWith("test", StringComparison.Ordinal)),
            Secrets = [.. parameters.Select(parameter => parameter.Key).Where(name => SecretName().IsMatch(name))],
        });
        violations.AddRange((report?.Violations ?? []).Select(violation => $"Parameters: {violation}"));
    }

    private static void Limit(string name, string? text, int? limit, List<string> violations)
    {
        if (limit is { } most && text?.Length > most)
        {
            violations.Add(FormattableString.Invariant(
                $"{name}: {text.Length} characters, but this server takes {most} at most. Put long lists into a file and give its path."));
        }
    }

    private static void Collect(Action check, List<string> violations)
    {
        try
        {
            check();
        }
        catch (ArgumentException wrong)
        {
            violations.Add(wrong.Message);
        }
    }

    [GeneratedRegex("token|secret|passw|api_?key|credential", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 30_000)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]+\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex Profile();

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_-]{0,99}\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex Secret();
}

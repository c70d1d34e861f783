using System.Text.Json;

namespace SageTasks.Cli;

/// <summary>Holds a configuration file against what one may hold: a misspelt setting would otherwise be passed over without a word.</summary>
internal static class ConfigurationShape
{
    /// <summary>What is wrong with a file, and where.</summary>
    /// <exception cref="UsageException">Something is.</exception>
    public static void Check(string path, JsonElement file)
    {
        var problem = Members(file, "it", "profiles")
            ?? (file.TryGetProperty("profiles", out var profiles) ? First(profiles, "profiles", ProfileProblem) : "it has no profiles: write { \"profiles\": {} }");
        if (problem is not null)
        {
            throw new UsageException($"{path} is not a configuration file: {problem}.");
        }
    }

    private static string? ProfileProblem(JsonElement profile, string place) =>
        Members(profile, place, "environment", "drsHosts", "madeBy")
        ?? Within(profile, "environment", variables => First(variables, $"{place}.environment", Text))
        ?? Within(profile, "drsHosts", hosts => First(hosts, $"{place}.drsHosts", HostProblem))
        ?? Within(profile, "madeBy", maker => Text(maker, $"{place}.madeBy"));

    private static string? HostProblem(JsonElement host, string place) =>
        Members(host, place, "endpoint", "tokenFile")
        ?? Within(host, "endpoint", endpoint => Text(endpoint, $"{place}.endpoint") ?? AddressProblem(endpoint.GetString(), $"{place}.endpoint"))
        ?? Within(host, "tokenFile", file => Text(file, $"{place}.tokenFile") ?? (file.ValueEquals("-") ? $"{place}.tokenFile must name a file: several hosts cannot share standard input" : null));

    private static string? AddressProblem(string? text, string place) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? null : $"{place} is '{text}', which is no address: write https://host/path";

    private static string? Text(JsonElement value, string place) => value.ValueKind == JsonValueKind.String ? null : $"{place} must be text in quotes";

    // What is null is as if it were not there.
    private static string? Within(JsonElement parent, string name, Func<JsonElement, string?> look) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? look(value) : null;

    private static string? First(JsonElement parent, string place, Func<JsonElement, string, string?> look) =>
        parent.ValueKind == JsonValueKind.Object
            ? parent.EnumerateObject().Select(member => look(member.Value, $"{place}.{member.Name}")).FirstOrDefault(problem => problem is not null)
            : NoObject(place);

    private static string? Members(JsonElement value, string place, params string[] known) =>
        value.ValueKind != JsonValueKind.Object ? NoObject(place)
        : value.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => !known.Contains(name, StringComparer.Ordinal)) is { } unknown
            ? $"{place} has '{unknown}', which is no setting; there are: {string.Join(", ", known)}"
            : null;

    private static string NoObject(string place) => $"{place} must be settings in braces";
}

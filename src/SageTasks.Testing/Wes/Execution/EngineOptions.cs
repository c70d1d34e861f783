namespace SageTasks.Testing.Wes;

/// <summary>The options that a request gives to its engine's command line.</summary>
internal static class EngineOptions
{
    /// <summary>Names that begin with a dash are options; a value, where there is one, follows.</summary>
    public static IEnumerable<string> Of(RunRequest request) => (request.WorkflowEngineParameters ?? new Dictionary<string, string>(StringComparer.Ordinal))
        .Where(parameter => parameter.Key.StartsWith('-'))
        .SelectMany(parameter => parameter.Value.Length == 0 ? (string[])[parameter.Key] : [parameter.Key, parameter.Value]);
}

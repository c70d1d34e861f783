namespace SageTasks.Cli;

/// <summary>How results are written.</summary>
internal enum OutputFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>For programs: a JSON document for each result, on a line of its own.</summary>
    Json,
}

namespace SageTasks.Tables;

/// <summary>Parameters break the pipeline's schema. The message lists every violation: parameter, value, and the schema's own words.</summary>
public class ParameterValidationException : Exception
{
    /// <summary>Creates the exception from what the schema has to say of the parameters.</summary>
    /// <param name="report">The violations.</param>
    /// <param name="pipeline">What the message calls the pipeline.</param>
    public ParameterValidationException(ParameterReport report, string? pipeline = null)
        : base(Describe(report, pipeline)) => Report = report;

    /// <summary>The violations.</summary>
    public ParameterReport Report { get; }

    private static string Describe(ParameterReport report, string? pipeline)
    {
        ArgumentNullException.ThrowIfNull(report);
        return $"the parameters break the schema of {pipeline ?? "the pipeline"}:\n  - {string.Join("\n  - ", report.Violations)}";
    }
}

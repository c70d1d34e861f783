namespace SageTasks.Tables;

/// <summary>How a sheet is checked against its schema.</summary>
public sealed record SheetCheckOptions
{
    /// <summary>Whether a column of text also takes numbers and truth values, as a pipeline does that sets <c>validation.lenientMode</c>.</summary>
    /// <value>False by default: nf-schema refuses a sample that is called <c>123</c> where the schema wants text.</value>
    public bool Lenient { get; init; }

    /// <summary>How many violations are listed; the rest are counted.</summary>
    /// <value>100 by default.</value>
    public int ViolationLimit { get; init; } = 100;
}

namespace SageTasks.Tables;

/// <summary>A limit on the number of rows.</summary>
/// <param name="Keyword"><c>minItems</c> or <c>maxItems</c>.</param>
/// <param name="Limit">The number.</param>
/// <param name="SchemaMessage">The schema's own words.</param>
internal sealed record CountRule(string Keyword, long Limit, string? SchemaMessage)
{
    public bool IsBrokenBy(long rows) => Keyword == "minItems" ? rows < Limit : rows > Limit;

    public string Words => Keyword == "minItems" ? "at least" : "at most";
}

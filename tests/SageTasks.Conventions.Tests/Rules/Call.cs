namespace SageTasks.Conventions.Tests.Rules;

/// <summary>A method of another library, and every place that calls it.</summary>
internal sealed record Call(string Method, IReadOnlyList<CallSite> Sites)
{
    public string Callers => string.Join(", ", Sites.Select(site => site.Caller.Split('#')[0]).Distinct(StringComparer.Ordinal));
}

namespace SageTasks.Conventions.Tests.Rules;

/// <summary>One call: the method that makes it (numbered, since overloads share a name) and how far into its code.</summary>
internal sealed record CallSite(string Caller, int Position)
{
    public string OuterType => Caller[..Caller.IndexOfAny(['+', '.'])];
}

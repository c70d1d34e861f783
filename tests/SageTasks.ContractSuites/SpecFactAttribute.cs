using Xunit;

namespace SageTasks.ContractSuites;

/// <summary>A test that reads files of <see cref="Specs"/>, and is reported as skipped, with the reason, where they are not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SpecFactAttribute : FactAttribute
{
    /// <summary>Declares what the test needs.</summary>
    /// <param name="needs">Files or folders of the specifications, such as <c>nf-core/rnaseq/schema_input.json</c>.</param>
    public SpecFactAttribute(params string[] needs) => Needs = needs;

    /// <summary>The files and folders that the test needs.</summary>
    public IReadOnlyList<string> Needs { get; }

    /// <inheritdoc/>
    public override string? Skip => Specs.WhyNot(Needs);
}

using System.Text;

namespace SageTasks.Cli;

/// <summary>How a platform that is hosted here is reached.</summary>
/// <param name="Platform">What it is.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Exports">The environment variables by which clients find it.</param>
/// <param name="Facts">What else is good to know.</param>
internal sealed record Announcement(
    string Platform, string Address, IReadOnlyList<(string Name, string Value)> Exports, IReadOnlyList<(string Name, string Text)> Facts)
{
    /// <summary>As people and shells read it.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().AppendLine($"{Platform,-8} {Address}");
        foreach (var (name, value) in Exports)
        {
            text.AppendLine($"  export {name}={(value.Contains(';', StringComparison.Ordinal) ? $"'{value}'" : value)}");
        }

        foreach (var (name, fact) in Facts)
        {
            text.AppendLine($"  {name,-10} {fact}");
        }

        return text.ToString();
    }
}

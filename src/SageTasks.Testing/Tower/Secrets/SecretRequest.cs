using System.Text;

namespace SageTasks.Testing;

/// <summary>The body of <c>POST /pipeline-secrets</c> and <c>PUT /pipeline-secrets/{id}</c>.</summary>
internal sealed record SecretRequest(string? Name, string? Value)
{
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Name = ").Append(Name).Append(", Value = ***");
        return true;
    }
}

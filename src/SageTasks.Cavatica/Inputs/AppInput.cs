using System.Text.Json.Nodes;

namespace SageTasks.Cavatica;

/// <summary>One input of an app, as its CWL document declares it.</summary>
public sealed record AppInput
{
    /// <summary>The input's id.</summary>
    public required string Id { get; init; }

    /// <summary>Its type in CWL's words, such as <c>File[]?</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Whether a task must give it: it may not be null and has no default.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The value that counts where a task gives none.</summary>
    public JsonNode? Default { get; init; }
}

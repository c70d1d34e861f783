using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using SageTasks.Runs;

namespace SageTasks.Cavatica;

/// <summary>The mark of an installed CWL document, in its revision notes: the platform gives a document back with additions of its own, so that
/// documents cannot be compared.</summary>
internal static class CwlMark
{
    public const string Prefix = "sagetasks-cwl:sha256:";

    private const string Notes = "sbg:revisionNotes";

    /// <summary>The mark of a document; equal JSON has equal marks.</summary>
    public static string Of(JsonObject cwl) => Prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalJson.Write(cwl))));

    /// <summary>The document with its mark behind its own notes.</summary>
    public static JsonObject Put(JsonObject cwl)
    {
        var marked = (JsonObject)cwl.DeepClone();
        marked[Notes] = $"{NotesOf(cwl)}\n{Of(cwl)}".Trim();
        return marked;
    }

    /// <summary>The last mark of a document that the platform gave; null where there is none.</summary>
    public static string? Read(JsonObject? cwl) =>
        NotesOf(cwl).Split('\n').Select(line => line.Trim()).LastOrDefault(line => line.StartsWith(Prefix, StringComparison.Ordinal));

    private static string NotesOf(JsonObject? cwl) => cwl?[Notes]?.ToString() ?? string.Empty;
}

using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Synapse;

/// <summary>The kind of object that refers to a file handle and thereby lets its readers download it. A value that this version does not
/// know is carried as it is.</summary>
/// <param name="Value">The server's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<FileAssociationType>))]
public readonly record struct FileAssociationType(string Value) : IOpenEnum<FileAssociationType>
{
    /// <summary>A file.</summary>
    public static FileAssociationType FileEntity => new("FileEntity");

    /// <summary>A table with a file column.</summary>
    public static FileAssociationType TableEntity => new("TableEntity");

    /// <summary>A wiki page.</summary>
    public static FileAssociationType WikiAttachment => new("WikiAttachment");

    /// <summary>A submission.</summary>
    public static FileAssociationType Submission => new("SubmissionAttachment");

    /// <summary>A message.</summary>
    public static FileAssociationType Message => new("MessageAttachment");

    /// <summary>The server's own word.</summary>
    public override string ToString() => Value ?? "";

    static FileAssociationType IOpenEnum<FileAssociationType>.Create(string value) => new(value);
}

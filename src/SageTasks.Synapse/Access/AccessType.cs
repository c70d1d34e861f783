using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Synapse;

/// <summary>Something that a principal may do with an entity. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The server's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<AccessType>))]
public readonly record struct AccessType(string Value) : IOpenEnum<AccessType>
{
    /// <summary>Read metadata.</summary>
    public static AccessType Read => new("READ");

    /// <summary>Download files.</summary>
    public static AccessType Download => new("DOWNLOAD");

    /// <summary>Create children.</summary>
    public static AccessType Create => new("CREATE");

    /// <summary>Change it.</summary>
    public static AccessType Update => new("UPDATE");

    /// <summary>Delete it.</summary>
    public static AccessType Delete => new("DELETE");

    /// <summary>Change the access list.</summary>
    public static AccessType ChangePermissions => new("CHANGE_PERMISSIONS");

    /// <summary>Change settings.</summary>
    public static AccessType ChangeSettings => new("CHANGE_SETTINGS");

    /// <summary>Moderate the forum.</summary>
    public static AccessType Moderate => new("MODERATE");

    /// <summary>Submit to an evaluation.</summary>
    public static AccessType Submit => new("SUBMIT");

    /// <summary>Read the private parts of submissions.</summary>
    public static AccessType ReadPrivateSubmission => new("READ_PRIVATE_SUBMISSION");

    /// <summary>Change the status of submissions.</summary>
    public static AccessType UpdateSubmission => new("UPDATE_SUBMISSION");

    /// <summary>The server's own word.</summary>
    public override string ToString() => Value ?? "";

    static AccessType IOpenEnum<AccessType>.Create(string value) => new(value);
}

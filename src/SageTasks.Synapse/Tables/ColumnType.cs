using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Synapse;

/// <summary>The type of a column. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The server's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<ColumnType>))]
public readonly record struct ColumnType(string Value) : IOpenEnum<ColumnType>
{
    /// <summary>Text of at most 1,000 characters.</summary>
    public static ColumnType String => new("STRING");

    /// <summary>Floating-point numbers.</summary>
    public static ColumnType Double => new("DOUBLE");

    /// <summary>Whole numbers.</summary>
    public static ColumnType Integer => new("INTEGER");

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public static ColumnType Boolean => new("BOOLEAN");

    /// <summary>Times, as milliseconds since 1970 (UTC).</summary>
    public static ColumnType Date => new("DATE");

    /// <summary>File handles.</summary>
    public static ColumnType FileHandleId => new("FILEHANDLEID");

    /// <summary>Entities.</summary>
    public static ColumnType EntityId => new("ENTITYID");

    /// <summary>Submissions.</summary>
    public static ColumnType SubmissionId => new("SUBMISSIONID");

    /// <summary>Evaluations.</summary>
    public static ColumnType EvaluationId => new("EVALUATIONID");

    /// <summary>Web addresses.</summary>
    public static ColumnType Link => new("LINK");

    /// <summary>Text of medium length.</summary>
    public static ColumnType MediumText => new("MEDIUMTEXT");

    /// <summary>Long text.</summary>
    public static ColumnType LargeText => new("LARGETEXT");

    /// <summary>Users and teams.</summary>
    public static ColumnType UserId => new("USERID");

    /// <summary>Lists of text.</summary>
    public static ColumnType StringList => new("STRING_LIST");

    /// <summary>Lists of whole numbers.</summary>
    public static ColumnType IntegerList => new("INTEGER_LIST");

    /// <summary>Lists of booleans.</summary>
    public static ColumnType BooleanList => new("BOOLEAN_LIST");

    /// <summary>Lists of times.</summary>
    public static ColumnType DateList => new("DATE_LIST");

    /// <summary>Lists of entities.</summary>
    public static ColumnType EntityIdList => new("ENTITYID_LIST");

    /// <summary>Lists of users and teams.</summary>
    public static ColumnType UserIdList => new("USERID_LIST");

    /// <summary>Any JSON value.</summary>
    public static ColumnType Json => new("JSON");

    /// <summary>The server's own word.</summary>
    public override string ToString() => Value ?? "";

    static ColumnType IOpenEnum<ColumnType>.Create(string value) => new(value);
}

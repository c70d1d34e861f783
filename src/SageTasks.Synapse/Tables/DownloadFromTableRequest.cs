using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>Starts a query whose result becomes a CSV file.</summary>
public sealed record DownloadFromTableRequest
{
    /// <summary>The table or view.</summary>
    public required string EntityId { get; init; }

    /// <summary>The query.</summary>
    public required string Sql { get; init; }

    /// <summary>Whether the first line names the columns.</summary>
    public bool WriteHeader { get; init; }

    /// <summary>Whether the first two columns are the row's id and version.</summary>
    public bool IncludeRowIdAndRowVersion { get; init; }

    /// <summary>Whether rows of views carry the etag of their entity.</summary>
    public bool IncludeEntityEtag { get; init; }

    /// <summary>The form of the file.</summary>
    public CsvTableDescriptor? CsvTableDescriptor { get; init; }

    /// <summary>The name of the file.</summary>
    public string? FileName { get; init; }

    /// <summary>The server's name of this kind of request.</summary>
    [JsonPropertyName("concreteType")]
    public string ConcreteType => "org.sagebionetworks.repo.model.table.DownloadFromTableRequest";
}

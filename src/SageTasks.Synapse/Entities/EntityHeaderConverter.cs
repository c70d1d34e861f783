using System.Text.Json;
using SageTasks.Http;

namespace SageTasks.Synapse;

/// <summary>Reads what lists say of entities.</summary>
internal sealed class EntityHeaderConverter : JsonRowConverter<EntityHeader, EntityHeaderConverter.Fields>
{
    private readonly RepeatedText _type = new();
    private readonly RepeatedText _versionLabel = new();
    private readonly RepeatedText _createdBy = new();
    private readonly RepeatedText _modifiedBy = new();

    /// <inheritdoc/>
    protected override bool TakeProperty(ref Utf8JsonReader reader, ref Fields fields)
    {
        switch (reader.ValueSpan.Length)
        {
            case 2 when JsonRow.Take(ref reader, "id"u8):
                fields.Id = JsonRow.Text(ref reader);
                return true;
            case 4 when JsonRow.Take(ref reader, "name"u8):
                fields.Name = JsonRow.Text(ref reader);
                return true;
            case 4 when JsonRow.Take(ref reader, "type"u8):
                fields.Type = _type.Read(ref reader);
                return true;
            case 9 when JsonRow.Take(ref reader, "createdOn"u8):
                fields.CreatedOn = TolerantDateTimeOffset.Read(ref reader);
                return true;
            case 9 when JsonRow.Take(ref reader, "createdBy"u8):
                fields.CreatedBy = _createdBy.Read(ref reader);
                return true;
            case 10 when JsonRow.Take(ref reader, "modifiedOn"u8):
                fields.ModifiedOn = TolerantDateTimeOffset.Read(ref reader);
                return true;
            case 10 when JsonRow.Take(ref reader, "modifiedBy"u8):
                fields.ModifiedBy = _modifiedBy.Read(ref reader);
                return true;
            case 12 when JsonRow.Take(ref reader, "versionLabel"u8):
                fields.VersionLabel = _versionLabel.Read(ref reader);
                return true;
            case 12 when JsonRow.Take(ref reader, "benefactorId"u8):
                fields.BenefactorId = JsonRow.Number(ref reader);
                return true;
            case 13 when JsonRow.Take(ref reader, "versionNumber"u8):
                fields.VersionNumber = JsonRow.Number(ref reader);
                return true;
            case 15 when JsonRow.Take(ref reader, "isLatestVersion"u8):
                fields.IsLatestVersion = JsonRow.Flag(ref reader);
                return true;
            default:
                return false;
        }
    }

    /// <inheritdoc/>
    protected override EntityHeader Create(in Fields fields) => new()
    {
        Id = fields.Id ?? throw new JsonException("An entity of the list has no id."),
        Name = fields.Name,
        Type = fields.Type,
        VersionNumber = fields.VersionNumber,
        VersionLabel = fields.VersionLabel,
        IsLatestVersion = fields.IsLatestVersion,
        BenefactorId = fields.BenefactorId,
        CreatedOn = fields.CreatedOn,
        ModifiedOn = fields.ModifiedOn,
        CreatedBy = fields.CreatedBy,
        ModifiedBy = fields.ModifiedBy,
    };

    internal struct Fields
    {
        public string? Id;
        public string? Name;
        public string? Type;
        public string? VersionLabel;
        public string? CreatedBy;
        public string? ModifiedBy;
        public long? VersionNumber;
        public long? BenefactorId;
        public bool? IsLatestVersion;
        public DateTimeOffset? CreatedOn;
        public DateTimeOffset? ModifiedOn;
    }
}

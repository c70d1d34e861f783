namespace SageTasks.Tower.Tests.Wire;

/// <summary>Where the client parts from the published API on purpose, and why.</summary>
internal static class Omissions
{
    /// <summary>Types of which only a part is wanted, whatever the server adds.</summary>
    public static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["ComputeConfig"] = "settings of some twenty platforms; a launch takes over the work directory, the scripts and the configuration alone",
        ["WorkflowRow"] = "lists of a hundred thousand runs are read for what tells runs apart; GetRunAsync gives the rest",
    };

    /// <summary>Fields of the server that have no property.</summary>
    public static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal);

    /// <summary>Words of enumerations that have no constant, or that only some servers say; they are carried all the same.</summary>
    public static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["WorkflowStatus invents ABORTED"] = "older servers say so, and Nextflow's own poller knows it",
    };

    /// <summary>Fields that the published API does not have.</summary>
    public static readonly Dictionary<string, string> OtherKinds = new(StringComparer.Ordinal)
    {
        ["WorkflowPage.serverTime"] = "comes from the answer's Date header",
    };

    static Omissions()
    {
        Leave("counts of an answer that is not paged", "OrganizationsAnswer.totalSize SecretsAnswer.totalSize");
        Leave("what the platform owns of its clouds", "ComputeEnv.awsAccountId ComputeEnv.managedIdentityId ComputeEnv.resources ComputeEnvEntry.resources");
        Leave(
            "switches of the platform's features, which no launch here depends on",
            "ComputeEnv.fusionMetricsCollectionEnabled ComputeEnvEntry.fusion2Enabled ComputeEnvEntry.schedEnabled ComputeEnvEntry.waveEnabled Workflow.fusion Workflow.wave " +
            "WorkflowDetails.schedConfig WorkflowDetails.schedEnabled WorkflowDetails.schedRunId WorkflowDetails.instancesProvisioned");
        Leave("the workspace is the client's own", "ComputeEnvEntry.visibility ComputeEnvEntry.workspaceName DatasetVersion.workspaceId");
        Leave("remarks for a browser that shows a file", "DataLinkUrlAnswer.resolvedMimeType DataLinkUrlAnswer.resolvedPath DataLinkUrlAnswer.warning");
        Leave(
            "who made or changed it, and how that person looks",
            "Dataset.lastUpdatedBy Dataset.user DatasetVersion.createdBy Pipeline.userFirstName Pipeline.userId Pipeline.userLastName " +
            "PipelineVersion.creatorAvatarUrl PipelineVersion.creatorFirstName PipelineVersion.creatorLastName PipelineVersion.creatorUserId");
        Leave("a list of runs by dataset is a search of runs", "Dataset.runsInfo");
        Leave("said by the dataset itself", "DatasetVersion.datasetDescription DatasetVersion.linkedSource");
        Leave("the older spelling of isDynamic", "Label.isInterpolated");
        Leave("logos and contracts", "Organization.logoId Organization.logoUrl Organization.memberId Organization.paying Organization.type WorkspaceEntry.orgLogoUrl WorkspaceEntry.orgType PipelineManifest.icon");
        Leave(
            "limits of features that the client does not use",
            "OrganizationQuotas.maxCustomRolesPerOrg OrganizationQuotas.maxDataStudiosRunning OrganizationQuotas.maxFusionThroughputBytes OrganizationQuotas.maxSeqeraComputeComputeEnvs");
        Leave("set in the launch, which has them", "Pipeline.optimizationId Pipeline.optimizationStatus Pipeline.optimizationTargets");
        Leave("how an action is triggered; the client only starts it", "PipelineAction.config PipelineAction.event PipelineAction.hint PipelineAction.hookId PipelineAction.hookUrl PipelineAction.lastUpdated PipelineAction.usageCmd");
        Leave("not used by Nextflow's own tools either", "PipelineManifest.gitmodules PipelineReference.version");
        Leave(
            "raw sums from which the server makes the figures that are there",
            "ProcessLoad.cpuLoad ProcessLoad.cpuShareMillis ProcessLoad.cpuShares ProcessLoad.cpus ProcessLoad.dateCreated ProcessLoad.invCtxSwitch ProcessLoad.lastUpdated " +
            "ProcessLoad.loadCpus ProcessLoad.loadMemory ProcessLoad.loadTasks ProcessLoad.version ProcessLoad.volCtxSwitch WorkflowLoad.cpuLoad WorkflowLoad.cpuShareMillis " +
            "WorkflowLoad.cpuShares WorkflowLoad.cpus WorkflowLoad.dateCreated WorkflowLoad.invCtxSwitch WorkflowLoad.lastUpdated WorkflowLoad.loadCpus WorkflowLoad.loadMemory " +
            "WorkflowLoad.loadTasks WorkflowLoad.netCost WorkflowLoad.netCpuLoad WorkflowLoad.netCpuShareMillis WorkflowLoad.netCpuShares WorkflowLoad.netCpuTime WorkflowLoad.netCpus " +
            "WorkflowLoad.netInvCtxSwitch WorkflowLoad.netMemoryConsumption WorkflowLoad.netMemoryReq WorkflowLoad.netMemoryRss WorkflowLoad.netReadBytes " +
            "WorkflowLoad.netVolCtxSwitch WorkflowLoad.netWriteBytes WorkflowLoad.numSpotInterruptions WorkflowLoad.requestedCpuTime WorkflowLoad.requestedMemory WorkflowLoad.version " +
            "WorkflowLoad.volCtxSwitch");
        Leave("names of the tasks at the quartiles", "ResourceData.q1Label ResourceData.q2Label ResourceData.q3Label");
        Leave("figures of graphics processors, on some platforms alone", "WorkflowMetrics.gpuMemAvg WorkflowMetrics.gpuMemPeak WorkflowMetrics.gpuUsage WorkflowTask.gpuMetrics");
        Leave("the server's key of a row", "WorkflowMetrics.id WorkflowTask.id");
        Leave(
            "the web site's own settings",
            "ServiceInfo.allowInstanceCredentials ServiceInfo.allowLocalRepos ServiceInfo.allowNextflowCliLogs ServiceInfo.analytics ServiceInfo.contactEmail " +
            "ServiceInfo.evalWorkspaceIds ServiceInfo.forgePrefix ServiceInfo.groundswellAllowedWorkspaces ServiceInfo.groundswellEnabled ServiceInfo.llmEnabled " +
            "ServiceInfo.loginPath ServiceInfo.logoutUrl ServiceInfo.navbar ServiceInfo.seqeraAgentBackendUrl ServiceInfo.seqeraAiBaseUrl ServiceInfo.seqeraComputeEnabled " +
            "ServiceInfo.termsOfUseUrl");
        Leave(
            "a user's personal page",
            "TowerUser.avatar TowerUser.avatarId TowerUser.deleted TowerUser.description TowerUser.lastUpdated TowerUser.marketingConsent TowerUser.notification " +
            "TowerUser.termsOfUseConsent TowerUser.waveBuildNotification");
        Leave(
            "GetRunLaunchAsync says what was launched",
            "Workflow.configProfiles Workflow.nextflowConfig Workflow.nextflowVersion Workflow.postRunScript Workflow.preRunScript Workflow.syntaxParser Workflow.towerConfig");
        Leave("a mark of the web site", "Workflow.requiresAttention");
        Leave("given by GetRunAsync and GetProgressAsync", "WorkflowItem.optimized WorkflowItem.pipelineInfo WorkflowItem.progress");
        Leave(
            "the percentages and texts of the counts that are there",
            "WorkflowStats.cachedCountFmt WorkflowStats.cachedPct WorkflowStats.failedCountFmt WorkflowStats.failedPct WorkflowStats.ignoredCountFmt WorkflowStats.ignoredPct " +
            "WorkflowStats.succeedCountFmt WorkflowStats.succeedPct");
        Leave(
            "of the operating system's accounts; times, peaks, bytes and cost are there",
            "WorkflowTask.dateCreated WorkflowTask.env WorkflowTask.invCtxt WorkflowTask.lastUpdated WorkflowTask.logStreamId WorkflowTask.numSpotInterruptions " +
            "WorkflowTask.priceModel WorkflowTask.resourceAllocation WorkflowTask.rss WorkflowTask.scratch WorkflowTask.syscr WorkflowTask.syscw WorkflowTask.vmem WorkflowTask.volCtxt");
    }

    private static void Leave(string why, string fields)
    {
        foreach (var name in fields.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            Fields.Add(name, why);
        }
    }
}

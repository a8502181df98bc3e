"""What Chinese clinicians write where HPO's Chinese labels have another word."""

from __future__ import annotations

from typing import Final

from .profile import groups

#: Words that are interchangeable inside names of findings.
EQUIVALENTS: Final = groups("""
减退;低下;减低;降低;下降;减弱;受损;损失;损害;衰退;偏低
升高;增高;增加;上升;增多;偏高;过高
肿大;增大
缺如;缺失;阙如;缺损性缺如
迟缓;延迟;落后;迟滞;延缓;滞后;迟延;延后
异常;畸形;形态异常;结构异常
语言;言语
双侧;两侧
足;脚
趾;脚趾;足趾
过宽;增宽;变宽;宽大;较宽;宽
过窄;变窄;狭小;窄
过短;短小;变短;较短;短
过长;变长;较长;延长;长
突出;前突;凸出;隆起
塌陷;低平;凹陷;扁塌;低塌
反流;返流;逆流
上睑;上眼睑
眼睑;眼皮
牙齿;牙;齿
稀疏;稀少
综合征;综合症
肌酸激酶;肌酸磷酸激酶;ck;cpk
循环;血清;血浆;血液;血中
扩大;扩张;增宽扩大
第1;第一
第2;第二
第3;第三
第4;第四
第5;第五
反复;反复性;反复发作;反复发作性;反复发作型;复发性;复发
严重;重度;严重的
全面;全面性;全面的;全身;全身性
持续性;持续
婴儿期;婴儿
发热;发烧
丧失;消失
关节疼痛;关节痛
肌痛;肌肉疼痛;肌肉痛
肌肉无力;肌无力
自闭症;孤独症
脊柱侧弯;脊柱侧凸;脊柱侧突;脊椎侧弯
甲状腺功能;甲功
大脑;脑
皮层;皮质
腭;腭部;上腭
心肌病;心肌病变
神经病;神经病变
耳廓;耳郭;外耳廓
指(趾);指趾;指/趾;指、趾
活动;运动
行走;走路;步行
不能;无法
困难;费力
内眦;内眦部
晶状体;晶体
异位;脱位
混浊;浑浊
视盘;视乳头;视神经乳头
痉挛;痉挛性
髋关节;髋
膝关节;膝
踝关节;踝
肘关节;肘
鼻梁;鼻根;鼻根部
下颌;下巴;下颌骨
额;前额;额部
面;脸;面部;脸部
肾脏;肾
肝脏;肝
脾脏;脾
""")

#: Further names. Only such as cannot be meant for another term.
PARAPHRASES: Final = """
HP:0001249 Intellectual disability: 智力低下;智力落后;智力发育障碍;智力发育落后;智力发育迟缓;智能障碍;智能低下;精神发育迟滞;智力残疾;智力缺陷;智力发育低下;智力障碍;智障
HP:0001263 Global developmental delay: 发育迟缓;发育落后;精神运动发育迟缓;精神运动发育落后;全面性发育迟缓;整体发育迟缓;整体发育落后;全面发育落后;发育里程碑延迟
HP:0001250 Seizure: 癫痫;抽搐;惊厥;抽风;痫性发作;癫痫发作;癫痫样发作;羊癫疯;抽搐发作;惊厥发作
HP:0002373 Febrile seizure (within the age range of 3 months to 6 years): 热性惊厥;高热惊厥;热性抽搐;发热惊厥
HP:0004322 Short stature: 矮小;身材矮;身高落后;个子矮;矮身材;身材短小;矮小症;生长落后身材矮小
HP:0001252 Hypotonia: 肌张力低;肌张力低下;肌张力减低;张力减退
HP:0001276 Hypertonia: 肌张力高;肌张力亢进
HP:0000252 Microcephaly: 小头;头小;小头症;头围小;头围偏小;小颅
HP:0000256 Macrocephaly: 大头;头大;巨头;大头畸形;头围大;头围增大;巨颅
HP:0000316 Hypertelorism: 眼距宽;眼距增宽;眼间距宽;眼间距增宽;两眼距离增宽;眼距远;双眼距宽;内眦距离增宽眼距宽;眶距增宽;眼距过大
HP:0000601 Hypotelorism: 眼距窄;眼距近;眼间距窄
HP:0000347 Micrognathia: 小下颌;小颌;下颌小;小颌畸形;下颌短小;小下巴
HP:0000369 Low-set ears: 耳位低;低耳位;双耳位低;耳朵位置低;耳低位;低位耳;双耳低位;低置耳
HP:0000639 Nystagmus: 眼震;眼颤;眼球震颤
HP:0001508 Failure to thrive: 体重不增;生长不良;体重增长不良;体重增长缓慢;生长发育停滞;发育停滞
HP:0000750 Delayed speech and language development: 说话晚;语言发育落后;语言落后;语言发育延迟;说话迟
HP:0001270 Motor delay: 运动落后;运动发育落后;大运动落后;运动迟缓
HP:0000028 Cryptorchidism: 隐睾症;睾丸未降;睾丸下降不全
HP:0000218 High palate: 高腭弓;腭弓高;高拱腭;腭弓高尖;高弓腭
HP:0000365 Hearing impairment: 听力下降;听力损失;听力障碍;听力减退;耳聋;听力损伤;听力丧失;聋
HP:0000407 Sensorineural hearing impairment: 感音神经性聋;感音神经性耳聋;神经性耳聋;感觉神经性听力损失;感音性耳聋
HP:0000405 Conductive hearing impairment: 传导性耳聋;传导性聋;传导性听力损失
HP:0011968 Feeding difficulties: 喂养困难;进食困难;哺乳困难;喂养不良
HP:0000286 Epicanthus: 内眦皱褶;内眦褶
HP:0000508 Ptosis: 眼睑下垂;睑下垂;双眼睑下垂;上睑下垂
HP:0001488 Bilateral ptosis: 双上睑下垂;双侧上睑下垂;双眼上睑下垂;双侧眼睑下垂
HP:0002240 Hepatomegaly: 肝大;肝肿大;肝脏增大;肝脏大
HP:0001744 Splenomegaly: 脾大;脾增大;脾脏肿大;脾脏大
HP:0001433 Hepatosplenomegaly: 肝脾大;肝脾肿大;肝脾增大
HP:0001511 Intrauterine growth retardation: 宫内发育迟缓;宫内生长受限;胎儿生长受限;宫内生长迟缓
HP:0001260 Dysarthria: 吐字不清;口齿不清;发音不清;构音不清;言语含糊;构音困难
HP:0005280 Depressed nasal bridge: 鼻梁低;鼻梁低平;塌鼻梁;鼻根低平;鼻背低平
HP:0001257 Spasticity: 痉挛状态;肢体痉挛
HP:0000494 Downslanted palpebral fissures: 眼裂下斜;外眦下斜;睑裂下斜;眼裂向下倾斜
HP:0000582 Upslanted palpebral fissure: 眼裂上斜;外眦上斜;睑裂上斜;眼裂向上倾斜
HP:0001288 Gait disturbance: 步态障碍;行走姿势异常
HP:0002317 Unsteady gait: 行走不稳;走路不稳;步态不稳
HP:0001347 Hyperreflexia: 腱反射亢进;腱反射活跃;膝反射亢进;反射亢进;腱反射增强;膝腱反射亢进
HP:0001284 Areflexia: 腱反射消失;腱反射未引出;反射消失
HP:0001265 Hyporeflexia: 腱反射减弱;腱反射减退;反射减弱;腱反射减低
HP:0002119 Ventriculomegaly: 脑室扩大;脑室增大;脑室扩张;脑室增宽
HP:0006956 Lateral ventricle dilatation: 侧脑室扩大;侧脑室增宽;双侧脑室扩大;侧脑室增大
HP:0000431 Wide nasal bridge: 鼻梁宽;鼻梁宽大;鼻根宽
HP:0001510 Growth delay: 生长迟缓;生长发育迟缓;生长落后;生长发育落后
HP:0002015 Dysphagia: 吞咽障碍;吞咽不能;吞咽费力
HP:0000463 Anteverted nares: 鼻孔朝前;鼻孔上翻;鼻孔朝天;鼻孔前倾
HP:0001382 Joint hypermobility: 关节松弛;关节过伸;关节活动过度;关节过度伸展
HP:0002079 Hypoplasia of the corpus callosum: 胼胝体薄;胼胝体变薄;胼胝体细
HP:0001274 Agenesis of corpus callosum: 胼胝体缺如;胼胝体未发育
HP:0002007 Frontal bossing: 额部隆起;前额突出;额头突出
HP:0000358 Posteriorly rotated ears: 耳后旋;耳朵后旋;双耳后旋;耳廓后旋
HP:0000470 Short neck: 颈短;颈部短;脖子短
HP:0000343 Long philtrum: 人中长;人中过长
HP:0000319 Smooth philtrum: 人中平;人中浅;人中平坦
HP:0001324 Muscle weakness: 肌力下降;肌肉无力;肢体无力;四肢无力;肌力减退;肌无力;肌力减弱;双下肢无力
HP:0003324 Generalized muscle weakness: 全身无力;全身肌无力
HP:0001156 Brachydactyly: 短指;短指趾;手指短;短指畸形;指短;手指短小
HP:0001182 Tapered finger: 手指尖细;指端变细
HP:0001344 Absent speech: 无语言;不会说话;无言语;不能言语;没有语言
HP:0004209 Clinodactyly of the 5th finger: 小指弯曲;小指内弯;第五指弯曲;第5指内弯;第5指弯曲;小指侧弯
HP:0000505 Visual impairment: 视力障碍;视力损害;视力受损;视觉损害
HP:0007663 Reduced visual acuity: 视力减退;视力低下;视力差;视力降低;视物模糊
HP:0001762 Talipes equinovarus: 马蹄足;足内翻;马蹄内翻;先天性马蹄内翻足
HP:0002020 Gastroesophageal reflux: 胃食管返流;胃食道反流;胃食管反流病
HP:0000729 Autistic behavior: 自闭症样行为;孤独症样行为;孤独症样表现;自闭行为;自闭倾向;孤独症行为;自闭症样表现
HP:0000717 Autism: 自闭症;孤独症谱系障碍;自闭症谱系障碍
HP:0001256 Mild intellectual disability: 轻度智力低下;智力障碍(轻度);轻度智能障碍
HP:0010864 Severe intellectual disability: 重度智力低下;严重智力障碍;严重智力低下;智力障碍(重度)
HP:0002342 Moderate intellectual disability: 中度智力低下
HP:0001873 Thrombocytopenia: 血小板减少;血小板降低;血小板低
HP:0001875 Neutropenia: 中性粒细胞减少;粒细胞减少
HP:0001882 Leukopenia: 白细胞减少;白细胞降低
HP:0003487 Babinski sign: 巴氏征阳性;babinski征阳性;巴宾斯基征阳性;babinski征;病理征阳性;巴宾斯基征;双侧babinski征阳性
HP:0003236 Elevated circulating creatine kinase concentration: 肌酸激酶升高;ck升高;肌酶升高;肌酸激酶增高;血肌酸激酶升高;肌酶增高
HP:0003391 Gowers sign: gowers征;gowers征阳性;高尔征;gower征;gower征阳性;gowers征象
HP:0003707 Calf muscle pseudohypertrophy: 腓肠肌肥大;腓肠肌假性肥大;小腿肌肉假性肥大
HP:0002750 Delayed skeletal maturation: 骨龄落后;骨龄延迟;骨龄延后
HP:0001337 Tremor: 手抖;肢体震颤;手颤
HP:0002650 Scoliosis: 脊柱侧弯;脊柱侧凸;脊柱侧突;侧弯畸形
HP:0002808 Kyphosis: 驼背;脊柱后凸;后凸畸形
HP:0002751 Kyphoscoliosis: 脊柱后侧凸;脊柱侧后凸
HP:0000219 Thin upper lip vermilion: 上唇薄;薄上唇
HP:0001761 Pes cavus: 弓形足;足弓高
HP:0001763 Pes planus: 平足;扁平足;平底足
HP:0011800 Midface retrusion: 面中部凹陷;面中部发育不良;中面部后缩;面中部扁平
HP:0003202 Skeletal muscle atrophy: 肌萎缩;肌肉萎缩
HP:0002205 Recurrent respiratory infections: 反复呼吸道感染;反复上呼吸道感染;反复肺部感染
HP:0012378 Fatigue: 乏力;疲劳;易疲劳;倦怠
HP:0000568 Microphthalmia: 小眼;小眼球;小眼畸形
HP:0000490 Deeply set eye: 眼窝深陷;眼眶深陷;眼窝凹陷
HP:0007018 Attention deficit hyperactivity disorder: 注意缺陷多动障碍;多动症;注意力缺陷多动症;adhd;注意缺陷多动症
HP:0000752 Hyperactivity: 多动;好动;活动过多;过度活动
HP:0002093 Respiratory insufficiency: 呼吸功能不全;呼吸无力
HP:0002376 Developmental regression: 发育倒退;发育退步;精神运动倒退;智力运动倒退;能力倒退
HP:0001999 Abnormal facial shape: 特殊面容;面容异常;面部畸形;面部异常;面容特殊;特殊外貌
HP:0002019 Constipation: 便秘;大便干结;排便困难
HP:0100543 Cognitive impairment: 认知障碍;认知损害;认知功能障碍;认知功能下降;认知下降
HP:0000718 Aggressive behavior: 攻击行为;攻击性
HP:0001371 Flexion contracture: 关节挛缩;关节屈曲挛缩
HP:0000160 Narrow mouth: 小嘴;小口;口小
HP:0000154 Wide mouth: 大嘴;大口;口裂大;嘴大;阔嘴
HP:0002910 Elevated circulating hepatic transaminase concentration: 转氨酶升高;肝酶升高;肝功能异常转氨酶升高;谷丙转氨酶升高;转氨酶增高
HP:0000400 Macrotia: 大耳;耳朵大;耳廓大;巨耳
HP:0008551 Microtia: 小耳;耳朵小;小耳症
HP:0000411 Protruding ear: 招风耳;耳廓前倾;耳朵外突
HP:0000280 Coarse facial features: 面容粗陋;粗陋面容;面部粗糙;粗糙面容;面容粗犷
HP:0002540 Inability to walk: 不能行走;无法行走;不会走路;不能独走;不会走;不能独立行走;尚不能独立行走
HP:0031936 Delayed ability to walk: 走路晚;独走晚;独立行走晚;独走延迟;学走路晚
HP:0000278 Retrognathia: 下颌后退;颌后缩;下巴后缩
HP:0000520 Proptosis: 突眼;眼突;眼球外突
HP:0000938 Osteopenia: 骨量减少;骨量低
HP:0000083 Renal insufficiency: 肾功能不全;肾功能减退;肾功能损害
HP:0000104 Renal agenesis: 肾缺如;肾缺失;肾脏缺如
HP:0000122 Unilateral renal agenesis: 单侧肾缺如;左肾缺如;右肾缺如;孤立肾
HP:0002360 Sleep disturbance: 睡眠障碍;睡眠不好;睡眠差;睡眠紊乱
HP:0001635 Congestive heart failure: 心力衰竭;心衰;心功能衰竭
HP:0001627 Abnormal heart morphology: 先天性心脏病;先心病;心脏畸形;心脏结构异常
HP:0009830 Peripheral neuropathy: 周围神经病变;周围神经病;外周神经病变;周围神经损害;末梢神经病;外周神经病
HP:0002829 Arthralgia: 关节痛;关节疼痛
HP:0000613 Photophobia: 怕光;畏光;羞明
HP:0008070 Sparse hair: 毛发稀少;头发稀疏;头发稀少;毛发稀疏
HP:0000966 Hypohidrosis: 少汗;出汗减少;出汗少;汗少;无汗或少汗;少汗症
HP:0000970 Anhidrosis: 无汗;不出汗;无汗症
HP:0000975 Hyperhidrosis: 多汗;出汗多;汗多
HP:0000821 Hypothyroidism: 甲减;甲状腺功能低下;甲状腺功能减退;甲状腺机能减退
HP:0000836 Hyperthyroidism: 甲亢;甲状腺功能亢进
HP:0002094 Dyspnea: 呼吸困难;气促;气急;呼吸费力;气短
HP:0002353 EEG abnormality: 脑电图异常;异常脑电图
HP:0000093 Proteinuria: 蛋白尿;尿蛋白阳性;尿蛋白(+)
HP:0000790 Hematuria: 血尿;尿血;尿潜血阳性
HP:0000540 Hypermetropia: 远视;远视眼
HP:0000545 Myopia: 近视;近视眼
HP:0000648 Optic atrophy: 视神经萎缩
HP:0000556 Retinal dystrophy: 视网膜营养不良
HP:0000510 Rod-cone dystrophy: 视网膜色素变性;色素性视网膜炎;视网膜色素变性症
HP:0001083 Ectopia lentis: 晶状体脱位;晶状体异位;晶体半脱位;晶状体半脱位
HP:0000518 Cataract: 白内障
HP:0000519 Developmental cataract: 先天性白内障;双眼先天性白内障
HP:0000726 Dementia: 痴呆;失智
HP:0000768 Pectus carinatum: 鸡胸
HP:0000767 Pectus excavatum: 漏斗胸;胸骨凹陷
HP:0001328 Specific learning disability: 学习障碍;学习困难
HP:0000954 Single transverse palmar crease: 通贯掌;断掌;猿掌;通贯手;通贯掌纹;贯通掌
HP:0000581 Blepharophimosis: 睑裂狭小;眼裂小;小睑裂
HP:0012745 Short palpebral fissure: 睑裂短;眼裂短小
HP:0030084 Clinodactyly: 指弯曲;手指侧弯;指侧弯
HP:0002188 Delayed CNS myelination: 髓鞘化延迟;髓鞘发育落后;髓鞘化落后;髓鞘形成延迟
HP:0001166 Arachnodactyly: 蜘蛛指;蜘蛛样指;蜘蛛指趾;细长指;手指细长;蜘蛛指(趾)
HP:0001943 Hypoglycemia: 低血糖;血糖低;低血糖症
HP:0002716 Lymphadenopathy: 淋巴结肿大;淋巴结大
HP:0001254 Lethargy: 嗜睡;昏睡;精神萎靡
HP:0001638 Cardiomyopathy: 心肌病;心肌病变
HP:0003128 Lactic acidosis: 乳酸酸中毒;乳酸性酸中毒;高乳酸血症酸中毒
HP:0002151 Increased circulating lactate concentration: 乳酸升高;高乳酸血症;血乳酸升高;乳酸增高
HP:0001987 Hyperammonemia: 高氨血症;血氨升高;血氨增高;高血氨
HP:0001942 Metabolic acidosis: 代谢性酸中毒;代酸
HP:0000324 Facial asymmetry: 面部不对称;面容不对称
HP:0007256 Abnormal pyramidal sign: 锥体束征;锥体束征阳性
HP:0002827 Hip dislocation: 髋关节脱位;先天性髋关节脱位;髋脱位
HP:0001622 Premature birth: 早产;早产儿
HP:0001363 Craniosynostosis: 颅缝早闭;颅缝早闭症;狭颅症
HP:0000819 Diabetes mellitus: 糖尿病
HP:0000618 Blindness: 失明;盲;双目失明
HP:0000717 Autism: 自闭症;孤独症
HP:0000989 Pruritus: 瘙痒;皮肤瘙痒
HP:0002092 Pulmonary arterial hypertension: 肺动脉高压;肺高压
HP:0000969 Edema: 水肿;浮肿
HP:0001159 Syndactyly: 并指;并趾;并指畸形;并指趾;并指(趾)
HP:0001770 Toe syndactyly: 并趾;脚趾并趾;趾并趾
HP:0004691 2-3 toe syndactyly: 第2、3趾并趾;第二、三趾并趾;2、3趾并趾;2-3趾并趾;第2-3趾并趾
HP:0010442 Polydactyly: 多指;多趾;多指趾;多指(趾);多指畸形;多指(趾)畸形;多趾畸形
HP:0000377 Abnormal pinna morphology: 耳廓畸形;耳郭畸形;外耳畸形
HP:0007957 Corneal opacity: 角膜浑浊;角膜混浊
HP:0010628 Facial palsy: 面瘫;面神经麻痹
HP:0002072 Chorea: 舞蹈症;舞蹈样动作;舞蹈样不自主运动
HP:0000158 Macroglossia: 大舌;舌大;巨舌;舌体肥大
HP:0002133 Status epilepticus: 癫痫持续状态;惊厥持续状态
HP:0011097 Epileptic spasm: 婴儿痉挛;痉挛发作;婴儿痉挛症;癫痫性痉挛
HP:0012469 Infantile spasms: 婴儿痉挛;婴儿痉挛症
HP:0002069 Bilateral tonic-clonic seizure: 强直阵挛发作;全面强直阵挛发作;大发作;强直-阵挛发作;全面性强直阵挛发作
HP:0002121 Generalized non-motor (absence) seizure: 失神发作;失神;小发作
HP:0001268 Mental deterioration: 智力倒退;智力减退
HP:0001007 Hirsutism: 多毛;多毛症;体毛多
HP:0000998 Hypertrichosis: 体毛过多;毛发过多;毛发增多
HP:0001636 Tetralogy of Fallot: 法洛四联症;法洛氏四联症;法乐四联症
HP:0001631 Atrial septal defect: 房间隔缺损;房缺
HP:0001629 Ventricular septal defect: 室间隔缺损;室缺
HP:0001643 Patent ductus arteriosus: 动脉导管未闭
HP:0005110 Atrial fibrillation: 房颤;心房颤动
HP:0001657 Prolonged QT interval: qt间期延长;长qt间期;qt延长;长qt;qtc延长
HP:0001712 Left ventricular hypertrophy: 左室肥厚;左心室肥厚;左心室肥大
HP:0001645 Sudden cardiac death: 心源性猝死;猝死
HP:0001962 Palpitations: 心悸;心慌
HP:0100749 Chest pain: 胸痛;胸部疼痛
HP:0001279 Syncope: 晕厥;昏厥
HP:0002321 Vertigo: 眩晕
HP:0002315 Headache: 头痛;头疼
HP:0002076 Migraine: 偏头痛
HP:0002421 Poor head control: 竖头不稳;抬头困难;竖头差;抬头不稳;不能竖头
HP:0002465 Poor speech: 语言差;语言能力差
HP:0000988 Skin rash: 皮疹
HP:0000957 Cafe-au-lait spot: 牛奶咖啡斑;咖啡牛奶斑;咖啡斑
HP:0001480 Freckling: 雀斑
HP:0000997 Axillary freckling: 腋窝雀斑;腋下雀斑
HP:0001595 Abnormal hair morphology: 毛发异常
HP:0001596 Alopecia: 脱发;秃发
HP:0000789 Infertility: 不育;不孕
HP:0000823 Delayed puberty: 青春期延迟;性发育延迟;性发育迟缓;青春发育延迟;青春期发育延迟
HP:0000826 Precocious puberty: 性早熟;青春期早熟
HP:0000846 Adrenal insufficiency: 肾上腺皮质功能不全;肾上腺皮质功能减退;肾上腺功能减退
HP:0000054 Micropenis: 小阴茎;阴茎短小;阴茎小
HP:0000787 Nephrolithiasis: 肾结石
HP:0000126 Hydronephrosis: 肾积水;肾盂积水
HP:0000822 Hypertension: 高血压;血压高;血压升高
HP:0003011 Abnormality of the musculature: 肌肉异常
HP:0001395 Hepatic fibrosis: 肝纤维化
HP:0001394 Cirrhosis: 肝硬化
HP:0000952 Jaundice: 黄疸
HP:0003265 Neonatal hyperbilirubinemia: 新生儿黄疸;新生儿高胆红素血症
HP:0001541 Ascites: 腹水;腹腔积液
HP:0002527 Falls: 易跌倒;易摔倒;走路易跌倒;常跌倒;频繁跌倒;易跌跤
HP:0002141 Gait imbalance: 步态失衡;平衡障碍
HP:0012735 Cough: 咳嗽
HP:0002098 Respiratory distress: 呼吸窘迫
HP:0002878 Respiratory failure: 呼吸衰竭;呼衰
HP:0002104 Apnea: 呼吸暂停
HP:0100806 Sepsis: 败血症;脓毒症
HP:0002090 Pneumonia: 肺炎
HP:0001289 Confusion: 意识模糊;意识混乱
HP:0001259 Coma: 昏迷
HP:0004372 Reduced consciousness: 意识障碍;意识下降
HP:0001903 Anemia: 贫血
HP:0001909 Leukemia: 白血病
HP:0100021 Cerebral palsy: 脑瘫;脑性瘫痪;脑性麻痹
HP:0002403 Positive Romberg sign: romberg征阳性;闭目难立征阳性;闭目难立征
HP:0002625 Deep venous thrombosis: 深静脉血栓;深静脉血栓形成;深静脉血栓症
HP:0002138 Subarachnoid hemorrhage: 蛛网膜下腔出血
HP:0001680 Coarctation of aorta: 主动脉缩窄
HP:0002514 Cerebral calcification: 颅内钙化;脑内钙化;脑钙化
HP:0000541 Retinal detachment: 视网膜脱离;视网膜剥离
HP:0002162 Low posterior hairline: 后发际线低;后发际低;发际线低;低后发际
HP:0000294 Low anterior hairline: 前发际低;前发际线低
HP:0000664 Synophrys: 一字眉;连心眉
HP:0000574 Thick eyebrow: 眉毛粗;浓眉
HP:0000692 Tooth malposition: 牙齿排列不齐;牙列不齐;牙齿排列异常
HP:0000687 Widely spaced teeth: 牙间隙宽;牙齿稀疏;牙缝大;牙间距宽
"""

#: Traditional characters and what they are read as, in pairs.
TRADITIONAL: Final = (
    "癲癫癇痫發发頭头顱颅腦脑髮发額额顎颚頜颌頸颈頰颊顏颜臉脸瞼睑節节關关體体濕湿過过長长寬宽"
    "視视聽听覺觉聲声聾聋啞哑齒齿齦龈鬆松緊紧張张攣挛縮缩無无語语說说話话認认識识礙碍遲迟緩缓"
    "運运動动環环鈣钙鈉钠鉀钾鐵铁銅铜鋅锌鎂镁氣气醣糖腎肾臟脏髒脏膽胆腸肠臍脐隱隐睪睾陰阴莖茎"
    "宮宫產产婦妇嬰婴兒儿顯显異异變变態态營营養养膚肤皺皱斷断紋纹並并併并貧贫癥症徵征狀状續续"
    "間间進进慮虑慘惨憂忧鬱郁擊击亂乱錯错夢梦顫颤協协調调遠远網网脫脱離离盤盘竇窦竅窍樑梁門门"
    "齲龋嚨咙嚥咽難难嘔呕瀉泻祕秘闭閉閉闭鎖锁損损導导脈脉狹狭壓压傷伤傳传遺遗親亲屬属媽妈爺爷"
    "孫孙姊姐醫医師师檢检診诊見见觀观確确療疗藥药劑剂術术後后來来時时歲岁個个雙双側侧隻只處处"
    "對对稱称彎弯畫画歷历麼么們们這这裡里裏里還还種种樣样與与爲为為为於于當当從从給给讓让嚴严"
    "輕轻較较減减強强類类應应該该讀读寫写學学習习緒绪記记憶忆圍围廣广擴扩滿满漲涨腫肿惡恶淚泪"
    "點点黃黄紅红藍蓝綠绿鏈链銀银鏡镜錐锥釘钉鍵键鐘钟雞鸡貓猫馬马鳥鸟鴨鸭魚鱼龍龙鬍胡鬚须幹干"
    "乾干捲卷鬈卷縱纵橫横絡络經经組组織织細细紀纪約约級级線线結结絕绝統统絲丝維维綜综緣缘總总"
    "縫缝纖纤礦矿碼码磚砖礎础職职聯联肅肃脹胀膠胶臨临舊旧舉举藝艺蘭兰虛虚蟲虫補补裝装製制複复"
    "襲袭計计討讨訓训託托訴诉評评詞词試试詳详誤误請请論论證证譯译議议護护負负責责質质賴赖趨趋"
    "跡迹蹺跷軀躯軟软軸轴輔辅輪轮轉转邊边遞递選选鄰邻釋释針针鈍钝鋸锯錄录開开閃闪闊阔陣阵陽阳"
    "隨随險险靜静韌韧響响項项順顺預预頑顽頓顿領领頻频題题願愿顧顾風风飛飞飲饮飽饱餵喂驚惊驗验"
    "鹼碱鹽盐麥麦齡龄龜龟淺浅淨净測测湧涌溫温滯滞漿浆潰溃濃浓濁浊瀰弥燒烧熱热爐炉獨独獲获瑪玛"
    "瘡疮瘋疯癢痒癱瘫癬癣皰疱監监盜盗睏困瞭了矯矫穩稳竊窃築筑簡简籤签糾纠純纯屍尸層层屢屡島岛"
    "帶带幫帮庫库廢废彈弹徑径恆恒悶闷惱恼愛爱慣惯憊惫懷怀懸悬戶户掃扫採采擇择擔担據据擠挤擬拟"
    "攝摄數数斂敛晝昼暈晕暫暂會会東东條条極极榮荣構构槍枪樞枢標标橋桥機机檔档歐欧歸归殘残毀毁"
    "氫氢決决沒没況况洩泄潔洁澀涩濟济灣湾災灾爾尔牽牵猶犹獻献甦苏眾众睜睁禦御穀谷競竞筆笔範范"
    "糧粮緻致縣县繞绕繼继罰罚羅罗聖圣聞闻脅胁膿脓臺台興兴莊庄葉叶蓋盖蔔卜薦荐號号蝕蚀衛卫衝冲"
    "規规覽览觸触訂订設设許许註注詢询誌志誘诱諾诺謝谢譜谱贅赘贏赢車车軌轨載载輸输辦办農农達达"
    "違违適适遷迁鄉乡醜丑鈎钩鉤钩鉛铅銳锐鎮镇鐮镰鑑鉴閾阈闌阑階阶際际雜杂電电靈灵頂顶須须頦颏"
    "饑饥館馆驅驱髖髋鬥斗黏粘齊齐"
)
